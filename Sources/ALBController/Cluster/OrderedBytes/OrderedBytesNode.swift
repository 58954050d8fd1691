/// A node of ``OrderedBytes``: a leaf when it has no children.
///
/// Arrays share their storage until one of the owners writes, so a change copies the way from the root to one leaf.
struct OrderedBytesNode: Sendable {
    /// No key in here is less; that of a first child is not looked at.
    var separator: [UInt8] = []
    private(set) var count = 0
    private(set) var sum = 0
    private(set) var children: [OrderedBytesNode] = []
    private(set) var leaf: [UInt8] = []

    private static let fanOut = 64
    /// In bytes; one entry may be larger.
    private static let leafSize = 2048

    init() {}

    init(separator: [UInt8], children: [OrderedBytesNode]) {
        self.separator = separator
        self.children = children
        recount()
    }

    init(separator: [UInt8], leaf: [UInt8]) {
        self.separator = separator
        self.leaf = leaf
        (count, sum) = OrderedBytesLeaf.totals(leaf)
    }

    /// The child that has the key if there is one.
    static func index(for key: [UInt8], in children: [OrderedBytesNode]) -> Int {
        var low = 1
        var high = children.count
        while low < high {
            let middle = (low + high) / 2
            if children[middle].separator.isAfter(key) { high = middle } else { low = middle + 1 }
        }
        return low - 1
    }

    /// Returns a new right sibling when this node got too large.
    mutating func set(_ key: [UInt8], value: [UInt8], weight: Int) -> OrderedBytesNode? {
        guard !children.isEmpty else {
            let change = OrderedBytesLeaf.set(key, value: value, weight: weight, in: &leaf)
            count += change.count
            sum &+= change.sum
            return leaf.count > Self.leafSize ? splitLeaf() : nil
        }
        let index = Self.index(for: key, in: children)
        let before = (children[index].count, children[index].sum)
        let sibling = children[index].set(key, value: value, weight: weight)
        count += children[index].count - before.0 + (sibling?.count ?? 0)
        sum &+= children[index].sum &- before.1 &+ (sibling?.sum ?? 0)
        guard let sibling else { return nil }
        children.insert(sibling, at: index + 1)
        return children.count > Self.fanOut ? splitChildren() : nil
    }

    mutating func remove(_ key: [UInt8]) -> Bool {
        guard !children.isEmpty else {
            guard let weight = OrderedBytesLeaf.remove(key, in: &leaf) else { return false }
            count -= 1
            sum &-= weight
            return true
        }
        let index = Self.index(for: key, in: children)
        let before = (children[index].count, children[index].sum)
        guard children[index].remove(key) else { return false }
        count += children[index].count - before.0
        sum &+= children[index].sum &- before.1
        if children[index].count == 0 {
            children.remove(at: index)
        } else {
            mergeIfSmall(index)
        }
        return true
    }

    private mutating func splitLeaf() -> OrderedBytesNode? {
        guard let split = OrderedBytesLeaf.split(leaf) else { return nil }
        self = OrderedBytesNode(separator: separator, leaf: split.left)
        return OrderedBytesNode(separator: split.separator, leaf: split.right)
    }

    private mutating func splitChildren() -> OrderedBytesNode {
        let middle = children.count / 2
        let right = OrderedBytesNode(separator: children[middle].separator, children: Array(children[middle...]))
        children = Array(children[..<middle])
        recount()
        return right
    }

    /// Joins a child that has shrunk with a neighbour, so that what comes and goes leaves no crumbs.
    private mutating func mergeIfSmall(_ index: Int) {
        let small = children[index]
        guard small.isSmall, children.count > 1 else { return }
        let left = index > 0 ? index - 1 : index
        let first = children[left]
        let second = children[left + 1]
        if first.children.isEmpty {
            guard first.leaf.count + second.leaf.count <= Self.leafSize * 3 / 4 else { return }
            children[left] = OrderedBytesNode(
                separator: first.separator,
                leaf: OrderedBytesLeaf.join(first.leaf, second.leaf)
            )
        } else {
            guard first.children.count + second.children.count <= Self.fanOut * 3 / 4 else { return }
            // What was a first child may have got keys below its separator.
            var all = first.children + second.children
            all[first.children.count].separator = second.separator
            children[left] = OrderedBytesNode(separator: first.separator, children: all)
        }
        children.remove(at: left + 1)
    }

    private var isSmall: Bool {
        children.isEmpty ? leaf.count < Self.leafSize / 4 : children.count < Self.fanOut / 4
    }

    private mutating func recount() {
        count = 0
        sum = 0
        for child in children {
            count += child.count
            sum &+= child.sum
        }
    }
}

extension [UInt8] {
    /// Byte by byte, and the longer of two that begin alike is the later.
    func isAfter(_ other: [UInt8]) -> Bool {
        let length = Swift.min(count, other.count)
        return withUnsafeBufferPointer { mine in
            other.withUnsafeBufferPointer { theirs in
                for index in 0..<length where mine[index] != theirs[index] { return mine[index] > theirs[index] }
                return mine.count > theirs.count
            }
        }
    }
}
