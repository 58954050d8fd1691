package import Kubernetes

/// `namespace/name`; the namespace of cluster-scoped objects is empty.
package struct ObjectName: Hashable, Sendable, Comparable {
    package var namespace: String
    package var name: String

    package init(_ namespace: String, _ name: String) {
        self.namespace = namespace
        self.name = name
    }

    package init(_ metadata: ObjectMeta) {
        self.init(metadata.namespace, metadata.name)
    }

    /// By the whole text, as the controller sorts.
    package static func < (left: ObjectName, right: ObjectName) -> Bool { left.description < right.description }
}

extension ObjectName: CustomStringConvertible {
    package var description: String { namespace.isEmpty ? name : "\(namespace)/\(name)" }
}
