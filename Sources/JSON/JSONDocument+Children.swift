extension JSONDocument {
    /// The elements of an array in order; none for other kinds.
    package func elements(_ node: JSONNode) -> JSONElements { JSONElements(document: self, container: node) }

    /// The members of an object in order; none for other kinds.
    package func members(_ node: JSONNode) -> JSONMembers { JSONMembers(document: self, container: node) }
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
