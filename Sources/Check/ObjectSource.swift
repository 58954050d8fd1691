import ALBController
import Admission
import JSON
import Kubernetes
import Manifests

/// Makes of objects in files what the engine takes.
struct ObjectSource: Sendable {
    let files: [ManifestFile]
    let old: StoredVersions

    func document(of object: CheckedObject) -> JSONDocument { files[object.file].documents[object.document].json }

    /// So many are made ready together.
    private static let part = 512

    /// Those of kinds that configure ALBs, and that have a name already.
    func prepared(_ objects: [CheckedObject]) -> [PreparedObjects] {
        ParallelMap.map((objects.count + Self.part - 1) / Self.part, inChunksOf: 1) { number in
            let range = number * Self.part..<min(objects.count, (number + 1) * Self.part)
            return PreparedObjects(range.compactMap { prepared(objects[$0]) })
        }
    }

    private func prepared(_ object: CheckedObject) -> PreparedObject? {
        guard let kind = object.kind else { return nil }
        guard object.needsNamespace else { return PreparedObject(kind, document(of: object), object.node) }
        return value(object).flatMap { PreparedObject(kind, $0.document, $0.node) }
    }

    /// A DaemonSet tells which network plugin there is; nothing else of another kind matters.
    func addTrace(of object: CheckedObject, to builder: inout ClusterSnapshot.Builder) {
        guard object.type.kind == "DaemonSet", let value = value(object) else { return }
        builder.add(value.document, value.node)
    }

    /// The request that the API server would make: UPDATE for an object of which a stored version is known, else CREATE.
    func request(_ object: CheckedObject) -> AdmissionRequest? {
        guard let new = value(object) else { return nil }
        var request: AdmissionRequest
        if let stored = object.reference.flatMap({ old[$0] }) {
            guard let both = Self.pair(new, stored) else { return nil }
            request = AdmissionRequest(
                .update,
                kind: object.type,
                document: both.document,
                object: both.object,
                oldObject: both.old
            )
        } else {
            request = AdmissionRequest(.create, kind: object.type, document: new.document, object: new.node)
        }
        request.name = object.name.name
        request.namespace = object.name.namespace
        return request
    }

    /// The object with the namespace that it will be created in.
    ///
    /// In a document of its own where it gets one, or where others stand beside it: what is patched is copied with all
    /// its document.
    func value(_ object: CheckedObject) -> JSONValue? {
        let json = document(of: object)
        guard object.node != json.root || object.needsNamespace else { return JSONValue(json, object.node) }
        guard let own = json.detached(object.node) else { return nil }
        guard object.needsNamespace, let metadata = own.member("metadata", of: own.root),
            own.kind(metadata) == .object, own.member("namespace", of: metadata) == nil
        else { return own.value }
        let path = FieldPath("metadata", "namespace").pointer
        let patch = JSONPatch([.add(path: path, value: JSONText.string(object.name.namespace))])
        return (try? patch.applied(to: own, at: own.root)) ?? own.value
    }

    /// Both versions in one document, as a request has them.
    private static func pair(
        _ new: JSONValue,
        _ old: JSONValue
    ) -> (document: JSONDocument, object: JSONNode, old: JSONNode)? {
        var json = JSONWriter()
        json.beginArray()
        json.raw(new.document.bytes[new.document.range(new.node)])
        json.raw(old.document.bytes[old.document.range(old.node)])
        json.endArray()
        guard let document = try? JSONDocument(parsing: json.bytes) else { return nil }
        var elements = document.elements(document.root)
        guard let object = elements.next(), let stored = elements.next() else { return nil }
        return (document, object, stored)
    }
}
