package import JSON
package import Kubernetes

/// An object made ready for a snapshot: everything about it that costs time and needs no other object.
package struct PreparedObject: Sendable {
    package let reference: ObjectReference
    private let contents: Contents

    private enum Contents: Sendable {
        /// What it adds to the tree, its own packed text last.
        case entries(PackedEntries)
        /// Of a kind that stands in a table.
        case document(JSONDocument)
    }

    /// Nil for what cannot be kept; see ``ClusterSnapshot/Builder/add(_:_:_:)``.
    package init?(_ kind: ObjectKind, _ document: JSONDocument, _ node: JSONNode) {
        guard let object = try? JSONDocument(parsing: ObjectText.bytes(kind, document, node)),
            let name = ObjectName(of: object.root, in: object)
        else { return nil }
        reference = ObjectReference(kind, name)
        let contributions: Contributions
        switch kind {
        case .ingress: contributions = IngressContributions(name, Ingress(object, object.root)).list
        case .secret: contributions = Contributions(secret: name)
        case .service: contributions = Contributions()
        case .albConfig, .ingressClass, .namespace:
            contents = .document(object)
            return
        }
        var entries = PackedEntries()
        for entry in contributions.entries { entries.append(entry.key, value: entry.value, weight: entry.weight) }
        entries.append(ObjectKey.of(kind, name), value: CompactText.pack(object.bytes), weight: 0)
        contents = .entries(entries)
    }

    var entries: PackedEntries? {
        if case .entries(let entries) = contents { entries } else { nil }
    }

    /// Of a kind that stands in a table.
    var document: JSONDocument? {
        if case .document(let document) = contents { document } else { nil }
    }
}
