package import JSON

/// How a value is written.
package enum YAMLStyle: UInt8, Sendable {
    case plain
    case singleQuoted
    case doubleQuoted
    case literal
    case folded
    case blockMapping
    case blockSequence
    case flowMapping
    case flowSequence
    /// Nothing is written at all: `key:`.
    case empty
}

/// Where a value or a key stands in the stream.
package struct YAMLSource: Sendable {
    /// Bytes of the stream, without anchor and tag; of a quoted scalar with its quotes, of a block scalar from its
    /// indicator to the end of its last line, of a block collection from its first key or `-` to the end of its last value.
    ///
    /// For what an alias stands for: the alias.
    package var range: Range<Int>
    package var style: YAMLStyle
    /// Of a block collection, the column of its keys or `-`, counted from 0; of a block scalar that of its text.
    package var indent: Int
    /// It has an anchor, lies within a value that has one, or came through an alias or a merge key: an edit there would
    /// change other places too.
    package var isShared: Bool

    package init(range: Range<Int>, style: YAMLStyle, indent: Int = 0, isShared: Bool = false) {
        self.range = range
        self.style = style
        self.indent = indent
        self.isShared = isShared
    }
}

/// The source of each node of one document.
package struct YAMLSources: Sendable {
    // TODO(yaml): compact storage, one entry for each node of the tape, in its order.
    let entries: [YAMLSource]

    package subscript(node: JSONNode) -> YAMLSource { entries[Int(node.index)] }

    /// The bytes of the stream that a range of a string's decoded UTF-8 comes from.
    ///
    /// As ``JSONDocument/sourceRange(of:in:)``: costs one pass over the scalar.
    package func range(of decoded: Range<Int>, in string: JSONNode, of stream: [UInt8]) -> Range<Int> {
        self[string].range
    }
}
