package import JSON

/// Reads an AdmissionReview (v1, v1beta1) or, for saved files, a bare AdmissionRequest.
///
/// The checks are those that make an answer possible: kube-apiserver sends all of these fields, so one that is missing
/// or has another type means that something else is asking, and it is told what.
package struct AdmissionReviewDecoder {
    let document: JSONDocument
    private let root: JSONNode
    private(set) var version = AdmissionVersion.v1
    private(set) var uid: String?

    private init(_ document: JSONDocument, _ root: JSONNode) {
        self.document = document
        self.root = root
    }

    /// Decodes one review; `allowBareRequest` also takes an object that is itself the request.
    package static func decode(
        _ bytes: [UInt8],
        allowBareRequest: Bool = false
    ) throws(AdmissionReviewError) -> AdmissionRequest {
        let document: JSONDocument
        do {
            document = try JSONDocument(parsing: bytes)
        } catch {
            throw AdmissionReviewError(unparsed: bytes, error: error)
        }
        return try decode(document, allowBareRequest: allowBareRequest)
    }

    package static func decode(
        _ document: JSONDocument,
        at node: JSONNode? = nil,
        allowBareRequest: Bool = false
    ) throws(AdmissionReviewError) -> AdmissionRequest {
        var decoder = AdmissionReviewDecoder(document, node ?? document.root)
        return try decoder.review(allowBareRequest: allowBareRequest)
    }

    private mutating func review(allowBareRequest: Bool) throws(AdmissionReviewError) -> AdmissionRequest {
        guard document.kind(root) == .object else {
            throw failure("AdmissionReview", "must be a JSON object, is \(document.kind(root).article)", at: root)
        }
        let request = document.member("request", of: root)
        if request == nil, allowBareRequest, document.member("uid", of: root) != nil,
            document.member("operation", of: root) != nil
        {
            return try self.request(root, path: .none)
        }
        if let request, document.kind(request) == .object { readUID(request) }
        try readVersion()
        guard let request, document.kind(request) != .null else { throw failure("request", "is missing", at: root) }
        guard document.kind(request) == .object else {
            throw failure("request", "must be an object, is \(document.kind(request).article)", at: request)
        }
        return try self.request(request, path: FieldPrefix(outer: "request."))
    }

    private mutating func readVersion() throws(AdmissionReviewError) {
        let apiVersion = try string("apiVersion", of: root, path: .none)
        guard let known = AdmissionVersion(rawValue: apiVersion) else {
            let allowed = "admission.k8s.io/v1 or admission.k8s.io/v1beta1"
            let place = document.member("apiVersion", of: root) ?? root
            throw failure("apiVersion", "must be \(allowed), is \"\(apiVersion.clipped)\"", at: place)
        }
        version = known
        let kind = try string("kind", of: root, path: .none)
        guard kind == "AdmissionReview" else {
            let place = document.member("kind", of: root) ?? root
            throw failure("kind", "must be AdmissionReview, is \"\(kind.clipped)\"", at: place)
        }
    }

    private mutating func readUID(_ request: JSONNode) {
        guard let node = document.member("uid", of: request), let text = document.string(node), !text.isEmpty else {
            return
        }
        uid = text
    }

    private mutating func request(_ node: JSONNode, path: FieldPrefix) throws(AdmissionReviewError) -> AdmissionRequest
    {
        if uid == nil { readUID(node) }
        guard let uid else {
            _ = try string("uid", of: node, path: path)
            throw failure(path.field("uid"), "is empty", at: document.member("uid", of: node) ?? node)
        }
        if let key = document.duplicateKey {
            throw AdmissionReviewError(
                reason: .duplicateKey(path: document.path(of: key)),
                position: document.position(key),
                uid: uid,
                version: version
            )
        }
        let verb = try string("operation", of: node, path: path)
        guard let operation = Operation(rawValue: verb) else {
            throw failure(
                path.field("operation"),
                "must be CREATE, UPDATE, DELETE or CONNECT, is \"\(verb.clipped)\"",
                at: document.member("operation", of: node) ?? node
            )
        }
        return AdmissionRequest(
            document: document,
            version: version,
            uid: uid,
            kind: try kind(node, path: path),
            subResource: try optionalString("subResource", of: node, path: path),
            name: try optionalString("name", of: node, path: path),
            namespace: try optionalString("namespace", of: node, path: path),
            operation: operation,
            userInfo: try userInfo(node, path: path),
            object: try object("object", of: node, path: path, required: operation == .create || operation == .update),
            oldObject: try object("oldObject", of: node, path: path, required: false),
            dryRun: try optionalBoolean("dryRun", of: node, path: path)
        )
    }

    private func kind(_ request: JSONNode, path: FieldPrefix) throws(AdmissionReviewError) -> GroupVersionKind {
        guard let node = try object("kind", of: request, path: path, required: true) else {
            throw failure(path.field("kind"), "is missing", at: request)
        }
        return GroupVersionKind(
            group: try optionalString("group", of: node, path: path.inside("kind.")),
            version: try optionalString("version", of: node, path: path.inside("kind.")),
            kind: try string("kind", of: node, path: path.inside("kind."))
        )
    }

    private func userInfo(_ request: JSONNode, path: FieldPrefix) throws(AdmissionReviewError) -> UserInfo {
        guard let node = try object("userInfo", of: request, path: path, required: false) else { return UserInfo() }
        let path = path.inside("userInfo.")
        return UserInfo(
            username: try optionalString("username", of: node, path: path),
            groups: try groups(node, path: path)
        )
    }

    private func groups(_ userInfo: JSONNode, path: FieldPrefix) throws(AdmissionReviewError) -> [String] {
        guard let list = document.member("groups", of: userInfo), document.kind(list) != .null else { return [] }
        guard document.kind(list) == .array else {
            throw failure(path.field("groups"), "must be a list, is \(document.kind(list).article)", at: list)
        }
        var groups: [String] = []
        for (index, element) in document.elements(list).enumerated() {
            guard let group = document.string(element) else {
                let problem = "must be a string, is \(document.kind(element).article)"
                throw failure(path.field("groups[\(index)]"), problem, at: element)
            }
            groups.append(group)
        }
        return groups
    }
}
