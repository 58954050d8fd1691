/// Building a map at once, which costs a fraction of adding its entries one by one.
extension OrderedBytes {
    /// `entries` are in the order of their keys, each key once.
    init(sorted entries: some Sequence<Contributions.Entry>) {
        var leaves = OrderedBytesLeafBuilder()
        for entry in entries { leaves.append(entry) }
        self.init(root: OrderedBytesNode(joining: leaves.finish()))
    }
}

/// Cuts a sequence of entries into leaves.
private struct OrderedBytesLeafBuilder {
    /// Of a leaf that is full: what is changed later finds room in it.
    private static let size = 1536

    private var nodes: [OrderedBytesNode] = []
    private var separator: [UInt8] = []
    private var leaf: [UInt8] = []
    private var last: [UInt8] = []

    mutating func append(_ entry: Contributions.Entry) {
        let shared = zip(last, entry.key).prefix { $0 == $1 }.count
        if leaf.count >= Self.size {
            nodes.append(OrderedBytesNode(separator: separator, leaf: OrderedBytesLeaf.exact(leaf)))
            separator = Array(entry.key.prefix(shared + 1))
            leaf.removeAll(keepingCapacity: true)
        }
        let kept = leaf.isEmpty ? 0 : shared
        OrderedBytesLeaf.append(shared: kept, entry.key[kept...], entry.value[...], entry.weight, to: &leaf)
        last = entry.key
    }

    mutating func finish() -> [OrderedBytesNode] {
        if !leaf.isEmpty { nodes.append(OrderedBytesNode(separator: separator, leaf: OrderedBytesLeaf.exact(leaf))) }
        return nodes
    }
}

extension OrderedBytesNode {
    /// One node above neighbours in their order; an empty leaf where there is none.
    fileprivate init(joining nodes: [OrderedBytesNode]) {
        let width = 48
        var level = nodes
        while level.count > 1 {
            level = stride(from: 0, to: level.count, by: width).map { start in
                let children = Array(level[start..<min(start + width, level.count)])
                return OrderedBytesNode(separator: children[0].separator, children: children)
            }
        }
        self = level.first ?? OrderedBytesNode()
        separator = []
    }
}
