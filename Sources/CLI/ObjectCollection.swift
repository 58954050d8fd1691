import ALBController
import ClusterContext
import JSON
import Kubernetes

/// What objects that are read from files are put into.
protocol ObjectCollection {
    @discardableResult
    mutating func add(_ document: JSONDocument, _ node: JSONNode) -> Bool
    /// A list, which says that its kind is known even when it is empty.
    mutating func noteList(_ document: JSONDocument, _ node: JSONNode)
}

extension ClusterSnapshot.Builder: ObjectCollection {}

/// The objects as they are, each kept with its document.
struct SavedObjectList: ObjectCollection {
    private(set) var saved = SavedObjects.none

    @discardableResult
    mutating func add(_ document: JSONDocument, _ node: JSONNode) -> Bool {
        let apiVersion = document.member("apiVersion", of: node).flatMap { document.string($0) } ?? ""
        let name = document.member("kind", of: node).flatMap { document.string($0) } ?? ""
        let value = JSONValue(document, node)
        if let kind = ObjectKind(GroupVersionKind(apiVersion: apiVersion, kind: name)) {
            saved.knownKinds.insert(kind)
            if let place = ContextKind.allCases.first(where: { $0.objectKind == kind }) {
                saved.objects.append((kind: place, change: .set(kind, value)))
            }
            return true
        }
        guard name == "DaemonSet", apiVersion.hasPrefix("apps/") || apiVersion.hasPrefix("extensions/") else {
            return false
        }
        saved.objects.append((kind: .daemonSet, change: .daemonSet(value)))
        return true
    }

    mutating func noteList(_ document: JSONDocument, _ node: JSONNode) {
        if let known = ObjectKind(listedBy: node, in: document) { saved.knownKinds.insert(known) }
    }
}
