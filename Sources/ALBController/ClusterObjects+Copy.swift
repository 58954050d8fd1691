package import JSON
import Kubernetes

extension ClusterObjects {
    /// Adds an object without keeping its document: what no rule reads of it is not kept in memory.
    ///
    /// `managedFields`, the last applied configuration and the status of an Ingress are most of its bytes.
    package mutating func addCopy(of document: JSONDocument, _ node: JSONNode) {
        guard let copy = try? JSONDocument(parsing: ObjectCopy.bytes(document, node)) else { return }
        add(copy, copy.root)
    }

    /// A list makes its kind known even when it is empty: `kubectl get albconfigs -o json` with no AlbConfig.
    package mutating func noteList(_ document: JSONDocument, _ node: JSONNode) {
        let kind = document.member("kind", of: node).flatMap { document.string($0) } ?? ""
        guard kind.hasSuffix("List"), let known = ObjectKind(rawValue: String(kind.dropLast(4))) else { return }
        knownKinds.insert(known)
    }
}

/// The text of an object without what is only bookkeeping.
enum ObjectCopy {
    static func bytes(_ document: JSONDocument, _ node: JSONNode) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        let isAlbConfig = document.member("kind", of: node).map { document.string($0, equals: "AlbConfig") } ?? false
        for (key, value) in document.members(node) {
            if document.string(key, equals: "status"), !isAlbConfig { continue }
            json.key(document.string(key) ?? "")
            if document.string(key, equals: "metadata"), document.kind(value) == .object {
                metadata(document, value, to: &json)
            } else {
                json.raw(document.bytes[document.range(value)])
            }
        }
        json.endObject()
        return json.bytes
    }

    private static func metadata(_ document: JSONDocument, _ node: JSONNode, to json: inout JSONWriter) {
        json.beginObject()
        for (key, value) in document.members(node) where !document.string(key, equals: "managedFields") {
            json.key(document.string(key) ?? "")
            guard document.string(key, equals: "annotations"), document.kind(value) == .object else {
                json.raw(document.bytes[document.range(value)])
                continue
            }
            json.beginObject()
            for (name, text) in document.members(value)
            where !document.string(name, equals: "kubectl.kubernetes.io/last-applied-configuration") {
                json.key(document.string(name) ?? "")
                json.raw(document.bytes[document.range(text)])
            }
            json.endObject()
        }
        json.endObject()
    }
}
