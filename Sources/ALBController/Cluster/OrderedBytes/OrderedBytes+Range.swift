/// Ranges of keys: an upper bound of nil is the end.
extension OrderedBytes {
    /// Where keys begin with `prefix`.
    struct Prefix: Sendable {
        var lower: [UInt8]
        /// The least key behind all that begin so.
        var upper: [UInt8]?

        init(_ bytes: [UInt8]) {
            lower = bytes
            upper = Self.successor(of: bytes)
        }

        private static func successor(of bytes: [UInt8]) -> [UInt8]? {
            var bytes = bytes
            while let last = bytes.popLast() {
                guard last < 0xFF else { continue }
                bytes.append(last + 1)
                return bytes
            }
            return nil
        }
    }

    func count(in prefix: Prefix) -> Int { totals(in: prefix).count }

    /// The sum of the weights, which wraps around.
    func total(in prefix: Prefix) -> Int { totals(in: prefix).sum }

    func totals(in prefix: Prefix) -> (count: Int, sum: Int) {
        let before = totals(before: prefix.lower)
        let end = prefix.upper.map(totals(before:)) ?? (count: root.count, sum: root.sum)
        return (end.count - before.count, end.sum &- before.sum)
    }

    private func totals(before key: [UInt8]) -> (count: Int, sum: Int) {
        var count = 0
        var sum = 0
        var leaf = root.leaf
        var children = root.children
        while !children.isEmpty {
            let index = OrderedBytesNode.index(for: key, in: children)
            for child in children[..<index] {
                count += child.count
                sum &+= child.sum
            }
            leaf = children[index].leaf
            children = children[index].children
        }
        let position = OrderedBytesLeaf.find(key, in: leaf)
        return (count + position.count, sum &+ position.sum)
    }

    /// Hands over the entries of a range in order, until `body` returns false.
    func scan(from lower: [UInt8], to upper: [UInt8]?, _ body: (Found) -> Bool) {
        _ = Self.scan(root, lower, upper, body)
    }

    struct Found {
        var key: [UInt8]
        var value: ArraySlice<UInt8>
        var weight: Int
    }

    /// The first key of a range.
    func firstKey(from lower: [UInt8], to upper: [UInt8]?) -> [UInt8]? {
        var first: [UInt8]?
        scan(from: lower, to: upper) { found in
            first = found.key
            return false
        }
        return first
    }

    /// Recursive, as deep as the tree.
    private static func scan(
        _ node: OrderedBytesNode,
        _ lower: [UInt8],
        _ upper: [UInt8]?,
        _ body: (Found) -> Bool
    ) -> Bool {
        guard !node.children.isEmpty else { return scanLeaf(node.leaf, lower, upper, body) }
        let first = lower.isEmpty ? 0 : OrderedBytesNode.index(for: lower, in: node.children)
        for index in first..<node.children.count {
            if index > first, let upper, !upper.isAfter(node.children[index].separator) { return false }
            guard scan(node.children[index], index == first ? lower : [], upper, body) else { return false }
        }
        return true
    }

    private static func scanLeaf(
        _ leaf: [UInt8],
        _ lower: [UInt8],
        _ upper: [UInt8]?,
        _ body: (Found) -> Bool
    ) -> Bool {
        var offset = lower.isEmpty ? 0 : OrderedBytesLeaf.find(lower, in: leaf).offset
        // Where the search stops, the entry shares no more with the one before it than that shares with `lower`.
        var key = lower
        while offset < leaf.count {
            let entry = OrderedBytesLeaf.entry(at: offset, in: leaf)
            key.removeLast(key.count - entry.shared)
            key += leaf[entry.suffix]
            offset = entry.end
            if let upper, !upper.isAfter(key) { return false }
            guard body(Found(key: key, value: leaf[entry.value], weight: entry.weight)) else { return false }
        }
        return true
    }
}
