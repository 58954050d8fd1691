extension JSONDocument {
    /// The elements of an array in order; none for other kinds.
    package func elements(_ node: JSONNode) -> JSONElements { JSONElements(document: self, container: node) }

    /// The members of an object in order; none for other kinds.
    package func members(_ node: JSONNode) -> JSONMembers { JSONMembers(document: self, container: node) }
}

package struct JSONElements: Sequence, IteratorProtocol {
    private let document: JSONDocument
    private var next_: UInt32
    private let end: UInt32

    init(document: JSONDocument, container: JSONNode) {
        self.document = document
        let entry = document.entry(container)
        next_ = container.index + 1
        end = entry.kind == .array ? entry.next : 0
    }

    package mutating func next() -> JSONNode? {
        guard next_ < end else { return nil }
        let node = JSONNode(index: next_)
        next_ = document.entry(node).next
        return node
    }
}

package struct JSONMembers: Sequence, IteratorProtocol {
    private let document: JSONDocument
    private var next_: UInt32
    private let end: UInt32

    init(document: JSONDocument, container: JSONNode) {
        self.document = document
        let entry = document.entry(container)
        next_ = container.index + 1
        end = entry.kind == .object ? entry.next : 0
    }

    package mutating func next() -> (key: JSONNode, value: JSONNode)? {
        guard next_ < end else { return nil }
        let key = JSONNode(index: next_)
        let value = JSONNode(index: next_ + 1)
        next_ = document.entry(value).next
        return (key, value)
    }
}
