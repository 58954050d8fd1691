import Kubernetes

/// Names out of an index, without being listed: how many there are, and the first ones in their order.
///
/// Each answer costs O(log n) and what it lists. Names never repeat.
package struct ObjectNames: Sendable {
    private let tree: OrderedBytes
    /// Parts of the tree; behind each prefix there is nothing but a name.
    private let prefixes: [[UInt8]]
    private let excluded: ObjectName?
    /// Which namespaces count, where not all do.
    private let namespaces: NamespaceFilter?
    /// Whether these are all, so that "none" can be concluded.
    package let isComplete: Bool

    /// So many names are looked at where namespaces must be told apart.
    private static let filterLimit = 4096

    init(
        _ tree: OrderedBytes,
        _ prefixes: [[UInt8]],
        except excluded: ObjectName? = nil,
        in namespaces: NamespaceFilter? = nil,
        isComplete: Bool = true
    ) {
        self.tree = tree
        self.prefixes = prefixes
        self.excluded = excluded
        self.namespaces = namespaces
        self.isComplete = isComplete
    }

    /// A recorder is told of the first: a number matters in messages, and is one at least in what denies.
    package var count: Int {
        if tree.recorder != nil { _ = entries(1) }
        if namespaces != nil { return filtered(Self.filterLimit).count }
        var count = 0
        for prefix in prefixes {
            count += tree.count(in: OrderedBytes.Prefix(prefix))
            if let excluded, tree.contains(Self.key(prefix, excluded)) { count -= 1 }
        }
        return count
    }

    /// The sum of their weights.
    var weight: Int {
        if tree.recorder != nil { _ = entries(.max) }
        if namespaces != nil { return filtered(Self.filterLimit).reduce(0) { $0 &+ $1.weight } }
        var sum = 0
        for prefix in prefixes {
            sum &+= tree.total(in: OrderedBytes.Prefix(prefix))
            if let excluded, let own = tree.weight(Self.key(prefix, excluded)) { sum &-= own }
        }
        return sum
    }

    package var isEmpty: Bool { first == nil }
    package var first: ObjectName? { prefix(1).first }
    /// Lists them all.
    package var last: ObjectName? { prefix(.max).last }

    /// The first ones in the order of names.
    package func prefix(_ limit: Int) -> [ObjectName] { entries(limit).map(\.name) }

    package func contains(_ name: ObjectName) -> Bool {
        guard name != excluded, namespaces?.allows(name.namespace) ?? true else { return false }
        record([name])
        return prefixes.contains { tree.contains(Self.key($0, name)) }
    }

    struct Entry {
        var name: ObjectName
        var value: ArraySlice<UInt8>
        var weight: Int
    }

    func entries(_ limit: Int) -> [Entry] {
        guard limit > 0 else { return [] }
        let found = namespaces != nil ? Array(filtered(Self.filterLimit).prefix(limit)) : merged(limit)
        if tree.recorder != nil { record(found.map(\.name)) }
        return found
    }

    private func record(_ names: [ObjectName]) {
        guard let recorder = tree.recorder, let kind = prefixes.first?.first.flatMap(SnapshotIndex.init)?.kind else {
            return
        }
        for name in names { recorder.note(kind, name) }
    }

    private func filtered(_ limit: Int) -> [Entry] {
        merged(limit).filter { namespaces?.allows($0.name.namespace) ?? true }
    }

    private func merged(_ limit: Int) -> [Entry] {
        var found: [Entry] = []
        for prefix in prefixes {
            var rest = limit
            tree.scan(prefix) { entry in
                let name = IndexKeyReader(entry.key, from: prefix.count).name()
                guard name != excluded else { return true }
                found.append(Entry(name: name, value: entry.value, weight: entry.weight))
                rest -= 1
                return rest > 0
            }
        }
        guard prefixes.count > 1 else { return found }
        found.sort { $0.name < $1.name }
        return Array(found.prefix(limit))
    }

    private static func key(_ prefix: [UInt8], _ name: ObjectName) -> [UInt8] {
        var key = IndexKey(raw: prefix)
        key.finish(name)
        return key.bytes
    }
}

/// Which Ingresses an AlbConfig has where several namespaces have one of its name.
struct NamespaceFilter: Sendable {
    /// Nil for no namespace at all.
    let namespace: String?
    /// Whether the AlbConfig also counts for namespaces that have none.
    let isFallback: Bool
    /// The namespaces that have one.
    let taken: Set<String>

    func allows(_ other: String) -> Bool { other == namespace || (isFallback && !taken.contains(other)) }
}
