import ALBController
import JSON
import Kubernetes

extension Ingress {
    static func make(_ bytes: [UInt8]) throws -> Ingress {
        let document = try JSONDocument(parsing: bytes)
        return Ingress(document, document.root)
    }
}

extension ClusterSnapshot {
    /// The cluster that has these objects; `known` names kinds that were read and have none.
    static func make(_ objects: [String], known: Set<ObjectKind> = []) throws -> ClusterSnapshot {
        var collected = ClusterSnapshot.Builder()
        for text in objects {
            let document = try JSONDocument(parsing: Array(text.utf8))
            collected.add(document, document.root)
        }
        collected.knownKinds.formUnion(known)
        return ClusterSnapshot(collected)
    }
}
