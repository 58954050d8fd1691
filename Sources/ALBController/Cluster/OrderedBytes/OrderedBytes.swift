/// A persistent map from byte strings to byte strings, in the order of its keys, with counts and sums of ranges.
///
/// A value: a copy costs nothing and stays as it is whatever is done to the other. A change costs O(log n), as do the
/// number of entries and the sum of their weights in a range of keys. It is a B+ tree whose leaves are byte arrays of
/// prefix-compressed entries, so that an entry costs little more than what tells it from the one before it; its depth,
/// and so the recursion when it is freed, is logarithmic.
struct OrderedBytes: Sendable {
    private(set) var root = OrderedBytesNode()
    /// For those who look up objects in it; nothing here tells it.
    var recorder: LookupRecorder?

    var count: Int { root.count }

    /// Sets the value of a key; the weight is what ``total(in:)`` adds up.
    mutating func set(_ key: [UInt8], value: [UInt8] = [], weight: Int = 0) {
        guard let sibling = root.set(key, value: value, weight: weight) else { return }
        var left = OrderedBytesNode()
        swap(&left, &root)
        root = OrderedBytesNode(separator: [], children: [left, sibling])
    }

    /// False when there is no such key.
    @discardableResult
    mutating func remove(_ key: [UInt8]) -> Bool {
        guard root.remove(key) else { return false }
        while root.children.count == 1 {
            root = root.children[0]
            root.separator = []
        }
        return true
    }

    func contains(_ key: [UInt8]) -> Bool {
        let leaf = leaf(for: key)
        return OrderedBytesLeaf.find(key, in: leaf).isMatch
    }

    func value(_ key: [UInt8]) -> ArraySlice<UInt8>? { entry(key).map { $0.leaf[$0.entry.value] } }

    func weight(_ key: [UInt8]) -> Int? { entry(key)?.entry.weight }

    private func entry(_ key: [UInt8]) -> (leaf: [UInt8], entry: OrderedBytesLeaf.Entry)? {
        let leaf = leaf(for: key)
        let position = OrderedBytesLeaf.find(key, in: leaf)
        return position.isMatch ? (leaf, OrderedBytesLeaf.entry(at: position.offset, in: leaf)) : nil
    }

    private func leaf(for key: [UInt8]) -> [UInt8] {
        guard !root.children.isEmpty else { return root.leaf }
        var children = root.children
        while true {
            let index = OrderedBytesNode.index(for: key, in: children)
            guard !children[index].children.isEmpty else { return children[index].leaf }
            children = children[index].children
        }
    }
}
