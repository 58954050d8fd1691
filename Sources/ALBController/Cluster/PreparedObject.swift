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

    fileprivate var entries: PackedEntries? {
        if case .entries(let entries) = contents { entries } else { nil }
    }

    fileprivate var document: JSONDocument? {
        switch contents {
        case .document(let document): document
        case .entries(let entries):
            entries.lastValue.flatMap { try? JSONDocument(parsing: CompactText.unpack($0)) }
        }
    }
}

extension ClusterSnapshot.Builder {
    /// Adds many objects, none of which is judged; of several with one name the last one counts.
    package mutating func add(_ objects: [PreparedObject]) {
        contents.judge = nil
        var last: [ObjectReference: Int] = [:]
        last.reserveCapacity(objects.count)
        for (index, object) in objects.enumerated() { last[object.reference] = index }
        var entries = PackedEntries()
        let isFirst = contents.tree.count == 0
        for (index, object) in objects.enumerated() where last[object.reference] == index {
            contents.knownKinds.insert(object.reference.kind)
            if isFirst, let own = object.entries {
                entries.append(own)
            } else if let document = object.document {
                _ = set(object.reference.kind, document)
            }
        }
        guard isFirst, !entries.starts.isEmpty else { return }
        // What the tables have added to the indexes in the meantime.
        contents.tree.scan(from: [], to: nil) { found in
            entries.append(found.key, value: found.value, weight: found.weight)
            return true
        }
        entries.sort()
        var tree = OrderedBytes(sorted: entries)
        tree.recorder = contents.tree.recorder
        contents.tree = tree
    }
}
