package import JSON
package import Kubernetes

/// An object made ready for a snapshot: everything about it that costs time and needs no other object.
package struct PreparedObject: Sendable {
    package let reference: ObjectReference
    /// What it adds to the tree, its own text included; nil for kinds that stand in tables.
    fileprivate let entries: [Contributions.Entry]?
    fileprivate let document: JSONDocument

    /// Nil for what cannot be kept; see ``ClusterSnapshot/Builder/add(_:_:_:)``.
    package init?(_ kind: ObjectKind, _ document: JSONDocument, _ node: JSONNode) {
        guard let object = try? JSONDocument(parsing: ObjectText.bytes(kind, document, node)),
            let name = ObjectName(of: object.root, in: object)
        else { return nil }
        reference = ObjectReference(kind, name)
        self.document = object
        let contributions: Contributions
        switch kind {
        case .ingress: contributions = IngressContributions(name, Ingress(object, object.root)).list
        case .secret: contributions = Contributions(secret: name)
        case .service: contributions = Contributions()
        case .albConfig, .ingressClass, .namespace:
            entries = nil
            return
        }
        let text = Contributions.Entry(key: ObjectKey.of(kind, name), value: CompactText.pack(object.bytes))
        entries = contributions.entries + [text]
    }
}

extension ClusterSnapshot.Builder {
    /// Adds many objects, none of which is judged; of several with one name the last one counts.
    package mutating func add(_ objects: [PreparedObject]) {
        contents.judge = nil
        var last: [ObjectReference: Int] = [:]
        last.reserveCapacity(objects.count)
        for (index, object) in objects.enumerated() { last[object.reference] = index }
        var entries: [Contributions.Entry] = []
        let isFirst = contents.tree.count == 0
        for (index, object) in objects.enumerated() where last[object.reference] == index {
            contents.knownKinds.insert(object.reference.kind)
            if isFirst, let own = object.entries {
                entries += own
            } else {
                _ = set(object.reference.kind, object.document)
            }
        }
        guard isFirst, !entries.isEmpty else { return }
        // What the tables have added to the indexes in the meantime.
        contents.tree.scan(from: [], to: nil) { found in
            entries.append(Contributions.Entry(key: found.key, value: Array(found.value), weight: found.weight))
            return true
        }
        entries.sort { $1.key.isAfter($0.key) }
        var tree = OrderedBytes(sorted: entries)
        tree.recorder = contents.tree.recorder
        contents.tree = tree
    }
}
