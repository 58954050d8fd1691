package import ALBController
package import JSON
package import Kubernetes
import Manifests

/// An object of the input, and where it stands.
package struct CheckedObject: Sendable {
    /// Index among the files of the input.
    package let file: Int
    /// Index among the documents of the file.
    package let document: Int
    /// In that document.
    package let node: JSONNode
    package let type: GroupVersionKind
    /// Nil for a kind that configures no ALB.
    package let kind: ObjectKind?
    /// With the namespace that it will be created in, which is empty for cluster-scoped kinds; the name may be empty.
    package let name: ObjectName
    /// Whether it lacks a namespace that its kind has.
    package let needsNamespace: Bool
    /// Whether it was read from a cluster, which gives each object a uid.
    package let isStored: Bool

    /// By kind and name; nil while the API server has not made the name, and for other kinds.
    package var reference: ObjectReference? { name.name.isEmpty ? nil : kind.map { ObjectReference($0, name) } }

    package var displayName: CheckedObjectName {
        CheckedObjectName(
            apiVersion: type.apiVersion,
            kind: type.kind,
            namespace: name.namespace,
            name: name.name.isEmpty ? "(generated name)" : name.name
        )
    }
}

extension CheckedObject {
    /// Nil for what names no kind, and so is no object.
    init?(file: Int, document index: Int, _ json: JSONDocument, _ node: JSONNode, namespace: String) {
        func text(_ name: StaticString, of node: JSONNode?) -> String {
            node.flatMap { json.member(name, of: $0) }.flatMap { json.string($0) } ?? ""
        }
        let type = GroupVersionKind(apiVersion: text("apiVersion", of: node), kind: text("kind", of: node))
        guard !type.kind.isEmpty else { return nil }
        let metadata = json.member("metadata", of: node)
        let kind = ObjectKind(type)
        let given = text("namespace", of: metadata)
        let isNamespaced = kind?.isNamespaced ?? !given.isEmpty
        self.init(
            file: file,
            document: index,
            node: node,
            type: type,
            kind: kind,
            name: ObjectName(isNamespaced ? (given.isEmpty ? namespace : given) : "", text("name", of: metadata)),
            needsNamespace: isNamespaced && given.isEmpty,
            isStored: !text("uid", of: metadata).isEmpty
        )
    }
}

extension ObjectKind {
    package var isNamespaced: Bool {
        switch self {
        case .ingress, .service, .secret: true
        case .albConfig, .ingressClass, .namespace: false
        }
    }
}
