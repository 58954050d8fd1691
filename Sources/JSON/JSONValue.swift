/// A node together with its document, for code that walks a tree and is not on the path of every review.
package struct JSONValue: Sendable {
    package let document: JSONDocument
    package let node: JSONNode

    package init(_ document: JSONDocument, _ node: JSONNode) {
        self.document = document
        self.node = node
    }

    package var kind: JSONKind { document.kind(node) }
    package var string: String? { document.string(node) }
    package var boolean: Bool? { document.boolean(node) }
    package var integer: Int? { document.integer(node) }
    /// The source text, quotes included.
    package var text: String { document.text(node) }
    /// A string decoded, a number or boolean as it is written; nil for the others.
    package var scalarText: String? { kind == .number || kind == .boolean ? text : string }
    package var isNull: Bool { kind == .null }
    package var count: Int { document.count(node) }

    package subscript(name: String) -> JSONValue? {
        document.member(name, of: node).map { JSONValue(document, $0) }
    }

    /// The first ``elementLimit`` elements.
    package var elements: [JSONValue] {
        document.elements(node).prefix(Self.elementLimit).map { JSONValue(document, $0) }
    }

    /// The first ``elementLimit`` members.
    package var members: [(key: String, value: JSONValue)] {
        document.members(node).prefix(Self.elementLimit).map {
            (document.string($0.key) ?? "", JSONValue(document, $0.value))
        }
    }

    /// A longer list or map is cut, so that nothing costs more than its text is worth.
    package static let elementLimit = 10_000
}

extension JSONDocument {
    package var value: JSONValue { JSONValue(self, root) }
}
