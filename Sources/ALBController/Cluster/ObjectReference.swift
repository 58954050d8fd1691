package import JSON
package import Kubernetes

/// An object by kind and name.
package struct ObjectReference: Hashable, Sendable {
    package var kind: ObjectKind
    package var name: ObjectName

    package init(_ kind: ObjectKind, _ name: ObjectName) {
        self.kind = kind
        self.name = name
    }
}

extension ObjectReference: CustomStringConvertible {
    /// For people, such as `Ingress default/a`.
    package var description: String { "\(kind.rawValue) \(name)" }
}

extension ObjectReference: Comparable {
    package static func < (left: ObjectReference, right: ObjectReference) -> Bool {
        (left.kind.rawValue, left.name) < (right.kind.rawValue, right.name)
    }
}

extension ObjectName {
    /// Nil for what is no object, or has no name.
    package init?(of object: JSONNode, in document: JSONDocument) {
        guard let metadata = document.member("metadata", of: object),
            let name = document.member("name", of: metadata).flatMap({ document.string($0) }), !name.isEmpty
        else { return nil }
        self.init(document.member("namespace", of: metadata).flatMap { document.string($0) } ?? "", name)
    }
}
