import JSON
import Kubernetes

/// Objects made ready for a snapshot together, with all that they add to its tree in the order of keys.
package struct PreparedObjects: Sendable {
    fileprivate private(set) var entries = PackedEntries()
    fileprivate private(set) var documents: [(kind: ObjectKind, document: JSONDocument)] = []
    fileprivate private(set) var kinds: Set<ObjectKind> = []

    /// Of several with one name the last one counts.
    package init(_ objects: [PreparedObject]) {
        var last: [ObjectReference: Int] = [:]
        last.reserveCapacity(objects.count)
        for (index, object) in objects.enumerated() { last[object.reference] = index }
        for (index, object) in objects.enumerated() where last[object.reference] == index {
            kinds.insert(object.reference.kind)
            if let own = object.entries {
                entries.append(own)
            } else if let document = object.document {
                documents.append((object.reference.kind, document))
            }
        }
        entries.sort()
    }

    /// Those that the tree keeps.
    fileprivate func forEachStored(_ body: (ObjectKind, JSONDocument) -> Void) {
        for start in entries.starts {
            guard let kind = ObjectKey.kind(of: entries.bytes[entries.key(at: start)]),
                let document = try? JSONDocument(parsing: CompactText.unpack(entries.bytes[entries.value(at: start)]))
            else { continue }
            body(kind, document)
        }
    }
}

extension ClusterSnapshot.Builder {
    /// Adds many objects, none of which is judged; of several with one name the last one counts.
    package mutating func add(_ parts: [PreparedObjects]) {
        contents.judge = nil
        let isFirst = contents.tree.count == 0
        for part in parts {
            contents.knownKinds.formUnion(part.kinds)
            for (kind, document) in part.documents { _ = set(kind, document) }
        }
        guard parts.contains(where: { !$0.entries.starts.isEmpty }) else { return }
        if isFirst, var tree = tree(of: parts.map(\.entries)) {
            tree.recorder = contents.tree.recorder
            contents.tree = tree
            return
        }
        for part in parts { part.forEachStored { kind, document in _ = set(kind, document) } }
    }

    /// With what the tables have added to the indexes; nil where several parts have an object of one name.
    private func tree(of parts: [PackedEntries]) -> OrderedBytes? {
        var known = PackedEntries()
        contents.tree.scan(from: [], to: nil) { found in
            known.append(found.key, value: found.value, weight: found.weight)
            return true
        }
        var entries = PackedEntries()
        entries.reserve(for: parts + [known])
        for part in parts + [known] { entries.append(part) }
        entries.sort()
        return OrderedBytes(sorted: entries)
    }
}
