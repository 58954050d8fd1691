import JSON
import Kubernetes

/// Which requests are judged at all; everything else is allowed without a look at its contents.
///
/// Subresources, objects that are going away, writes that change neither spec nor annotations, and other kinds must
/// never be held up: finalizers, status and labels are how controllers work and how objects get deleted.
enum ReviewFilter {
    /// The kind to judge, or nil for "allowed".
    static func kind(of request: AdmissionRequest, _ settings: Settings) -> ObjectKind? {
        guard request.subResource.isEmpty, let kind = ObjectKind(request.kind) else { return nil }
        guard !isExempt(request, settings.exempt) else { return nil }
        switch request.operation {
        case .connect: return nil
        case .delete: return request.oldObject == nil ? nil : kind
        case .create:
            guard let object = request.object else { return nil }
            return isTerminating(request.document, object) ? nil : kind
        case .update:
            guard let object = request.object, !isTerminating(request.document, object) else { return nil }
            guard let old = request.oldObject else { return kind }
            return isUnchanged(kind, request.document, object, old) ? nil : kind
        }
    }

    static func isExempt(_ request: AdmissionRequest, _ exempt: Settings.Exempt) -> Bool {
        if !exempt.namespaces.isEmpty, exempt.namespaces.contains(request.namespace) { return true }
        if !exempt.users.isEmpty, exempt.users.contains(request.userInfo.username) { return true }
        return !exempt.groups.isEmpty && request.userInfo.groups.contains { exempt.groups.contains($0) }
    }

    static func isTerminating(_ document: JSONDocument, _ object: JSONNode) -> Bool {
        guard let metadata = document.member("metadata", of: object),
            let timestamp = document.member("deletionTimestamp", of: metadata)
        else { return false }
        return document.kind(timestamp) == .string
    }

    private static func isUnchanged(
        _ kind: ObjectKind,
        _ document: JSONDocument,
        _ object: JSONNode,
        _ old: JSONNode
    ) -> Bool {
        func same(_ name: StaticString, _ left: JSONNode?, _ right: JSONNode?) -> Bool {
            let left = left.flatMap { document.member(name, of: $0) }
            let right = right.flatMap { document.member(name, of: $0) }
            guard let left, let right else { return left == nil && right == nil }
            return document.sameText(left, as: right, in: document)
                || document.isEqual(left, to: right, in: document)
        }
        guard same("spec", object, old) else { return false }
        if kind == .secret {
            for field in ["type", "data", "stringData"] as [StaticString] where !same(field, object, old) {
                return false
            }
        }
        return same("annotations", document.member("metadata", of: object), document.member("metadata", of: old))
    }
}
