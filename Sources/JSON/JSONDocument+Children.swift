extension JSONDocument {
    /// The elements of an array in order; none for other kinds.
    package func elements(_ node: JSONNode) -> JSONElements { JSONElements(document: self, container: node) }

    /// The members of an object in order; none for other kinds.
    package func members(_ node: JSONNode) -> JSONMembers { JSONMembers(document: self, container: node) }
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

package struct JSONElements: Sequence, IteratorProtocol {
    private let document: JSONDocument
    private var position: Int
    private let end: Int

    init(document: JSONDocument, container: JSONNode) {
        self.document = document
        let entry = document.entry(container)
        position = Int(container.index) + 1
        end = entry.kind == .array ? Int(container.index) + entry.size : 0
    }

    package mutating func next() -> JSONNode? {
        guard position < end else { return nil }
        let node = JSONNode(index: UInt32(truncatingIfNeeded: position))
        position += document.entry(node).size
        return node
    }
}

package struct JSONMembers: Sequence, IteratorProtocol {
    private let document: JSONDocument
    private var position: Int
    private let end: Int

    init(document: JSONDocument, container: JSONNode) {
        self.document = document
        let entry = document.entry(container)
        position = Int(container.index) + 1
        end = entry.kind == .object ? Int(container.index) + entry.size : 0
    }

    package mutating func next() -> (key: JSONNode, value: JSONNode)? {
        guard position < end else { return nil }
        let key = JSONNode(index: UInt32(truncatingIfNeeded: position))
        let value = JSONNode(index: UInt32(truncatingIfNeeded: position + 1))
        position += 1 + document.entry(value).size
        return (key, value)
    }
}
