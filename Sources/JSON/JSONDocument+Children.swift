extension JSONDocument {
    /// The elements of an array in order; none for other kinds.
    @inlinable @inline(__always)
    package func elements(_ node: JSONNode) -> JSONElements { JSONElements(document: self, container: node) }

    /// The first `limit` elements of an array.
    @inlinable @inline(__always)
    package func elements(_ node: JSONNode, first limit: Int) -> JSONElements {
        JSONElements(document: self, container: node, limit: limit)
    }

    /// The members of an object in order; none for other kinds.
    @inlinable @inline(__always)
    package func members(_ node: JSONNode) -> JSONMembers { JSONMembers(document: self, container: node) }

    /// The key of a value that is known to be a member of an object: it comes right before it.
    package func key(ofMember value: JSONNode) -> JSONNode { JSONNode(index: value.index - min(1, value.index)) }
}

extension JSONDocument {
    /// The first array or object below a node, or the node itself, with more than `limit` elements or members.
    package func firstContainer(longerThan limit: Int, in node: JSONNode) -> JSONNode? {
        let end = Int(node.index) + entry(node).size
        guard entry(node).size > limit else { return nil }
        var index = Int(node.index)
        while index < end {
            let candidate = JSONNode(index: UInt32(truncatingIfNeeded: index))
            if entry(candidate).count > limit { return candidate }
            index += 1
        }
        return nil
    }
}

@usableFromInline
package struct JSONElements: Sequence, IteratorProtocol {
    @usableFromInline let document: JSONDocument
    @usableFromInline var position: Int
    /// How many are still to come.
    @usableFromInline package private(set) var count: Int

    @inlinable @inline(__always)
    init(document: JSONDocument, container: JSONNode, limit: Int = .max) {
        self.document = document
        let entry = document.entry(container)
        position = Int(container.index) &+ 1
        if case .array = entry.kind { count = Swift.min(limit, entry.count) } else { count = 0 }
    }

    @inlinable @inline(__always)
    package mutating func next() -> JSONNode? {
        guard count > 0 else { return nil }
        let node = JSONNode(index: UInt32(truncatingIfNeeded: position))
        position &+= document.entry(node).size
        count &-= 1
        return node
    }

    @inlinable @inline(__always)
    package var underestimatedCount: Int { count }
}

@usableFromInline
package struct JSONMembers: Sequence, IteratorProtocol {
    @usableFromInline let document: JSONDocument
    @usableFromInline var position: Int
    @usableFromInline let end: Int

    @inlinable @inline(__always)
    init(document: JSONDocument, container: JSONNode) {
        self.document = document
        let entry = document.entry(container)
        position = Int(container.index) &+ 1
        if case .object = entry.kind { end = Int(container.index) &+ entry.size } else { end = 0 }
    }

    @inlinable @inline(__always)
    package mutating func next() -> (key: JSONNode, value: JSONNode)? {
        guard position < end else { return nil }
        let key = JSONNode(index: UInt32(truncatingIfNeeded: position))
        let value = JSONNode(index: UInt32(truncatingIfNeeded: position + 1))
        position &+= 1 &+ document.entry(value).size
        return (key, value)
    }
}
