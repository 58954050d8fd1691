/// Building a map at once, which costs a fraction of adding its entries one by one.
extension OrderedBytes {
    /// `entries` are in the order of their keys; nil where a key is there twice.
    init?(sorted entries: PackedEntries) {
        guard let leaves = OrderedBytesNode.leaves(of: entries) else { return nil }
        self.init(root: OrderedBytesNode(joining: leaves))
    }
}

extension OrderedBytesNode {
    /// Of a leaf that is full: what is changed later finds room in it.
    private static let fullLeaf = 1536
    private static let width = 48

    /// Cuts a sequence of entries into leaves.
    fileprivate static func leaves(of entries: PackedEntries) -> [OrderedBytesNode]? {
        var nodes: [OrderedBytesNode] = []
        var separator: [UInt8] = []
        var leaf: [UInt8] = []
        var last: Int?
        for start in entries.starts {
            let key = entries.key(at: start)
            let shared = last.map { entries.shared($0, start) } ?? 0
            // Behind the one before, and no longer than what both begin with: it is the same.
            if shared == key.count, last != nil { return nil }
            if leaf.count >= fullLeaf {
                nodes.append(OrderedBytesNode(separator: separator, leaf: OrderedBytesLeaf.exact(leaf)))
                separator = Array(entries.bytes[key].prefix(shared + 1))
                leaf.removeAll(keepingCapacity: true)
            }
            let kept = leaf.isEmpty ? 0 : shared
            OrderedBytesLeaf.append(
                shared: kept,
                entries.bytes[key.dropFirst(kept)],
                entries.bytes[entries.value(at: start)],
                entries.weight(at: start),
                to: &leaf
            )
            last = start
        }
        if !leaf.isEmpty { nodes.append(OrderedBytesNode(separator: separator, leaf: OrderedBytesLeaf.exact(leaf))) }
        return nodes
    }

    /// One node above neighbours in their order; an empty leaf where there is none.
    fileprivate init(joining nodes: [OrderedBytesNode]) {
        var level = nodes
        while level.count > 1 {
            level = stride(from: 0, to: level.count, by: Self.width).map { start in
                let children = Array(level[start..<min(start + Self.width, level.count)])
                return OrderedBytesNode(separator: children[0].separator, children: children)
            }
        }
        self = level.first ?? OrderedBytesNode()
        separator = []
    }
}
