/// Entries whose keys begin alike: the bytes that an entry shares with the one before it tell where they end.
extension OrderedBytes {
    /// Hands them over in order, until `body` returns false.
    func scan(_ prefix: [UInt8], _ body: (Found) -> Bool) {
        _ = Self.scan(root, prefix, isFirst: true, body)
    }

    /// Whether there is one; costs one way down the tree.
    func hasKey(in prefix: [UInt8]) -> Bool {
        var isThere = false
        scan(prefix) { _ in
            isThere = true
            return false
        }
        return isThere
    }

    /// Recursive, as deep as the tree; `isFirst` where keys in front of the prefix may stand.
    private static func scan(
        _ node: OrderedBytesNode,
        _ prefix: [UInt8],
        isFirst: Bool,
        _ body: (Found) -> Bool
    ) -> Bool {
        guard !node.children.isEmpty else { return scanLeaf(node.leaf, prefix, isFirst: isFirst, body) }
        let first = isFirst ? OrderedBytesNode.index(for: prefix, in: node.children) : 0
        for index in first..<node.children.count {
            // Every separator from here on is behind the prefix.
            if index > first, !node.children[index].separator.starts(with: prefix) { return false }
            guard scan(node.children[index], prefix, isFirst: isFirst && index == first, body) else { return false }
        }
        return true
    }

    private static func scanLeaf(
        _ leaf: [UInt8],
        _ prefix: [UInt8],
        isFirst: Bool,
        _ body: (Found) -> Bool
    ) -> Bool {
        var offset = 0
        if isFirst {
            let position = OrderedBytesLeaf.find(prefix, in: leaf)
            guard position.offset < leaf.count else { return true }
            guard position.sharedAfter == prefix.count else { return false }
            offset = position.offset
        }
        // Where the search stops, the entry shares no more with the one before it than that shares with the prefix.
        var key = isFirst ? prefix : []
        var isKnown = isFirst
        while offset < leaf.count {
            let entry = OrderedBytesLeaf.entry(at: offset, in: leaf)
            guard isKnown || entry.shared >= prefix.count || offset == 0 else { return false }
            key.removeLast(key.count - entry.shared)
            key += leaf[entry.suffix]
            if offset == 0, !isKnown, !key.starts(with: prefix) { return false }
            isKnown = false
            offset = entry.end
            guard body(Found(key: key, value: leaf[entry.value], weight: entry.weight)) else { return false }
        }
        return true
    }
}
