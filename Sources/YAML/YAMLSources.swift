package import JSON

/// How a value is written.
package enum YAMLStyle: UInt8, Sendable, BitwiseCopyable {
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
    /// One for each node of the tape, in its order.
    private var entries: [Entry]

    struct Entry: BitwiseCopyable {
        private var start: UInt32
        private var end: UInt32
        private var indent: UInt16
        private(set) var style: YAMLStyle
        var flags: Flags = []

        struct Flags: OptionSet, BitwiseCopyable {
            var rawValue: UInt8

            static let shared = Flags(rawValue: 1)
            /// The range is not the text of the value: it is an alias, or the value is written in other words.
            static let opaque = Flags(rawValue: 2)
            /// The range is that of an alias.
            static let alias = Flags(rawValue: 4)
        }

        @inline(__always)
        init(_ start: UInt32, _ end: UInt32, _ style: YAMLStyle, indent: UInt16) {
            self.start = start
            self.end = end
            self.style = style
            self.indent = indent
        }

        mutating func stand(at alias: Range<Int>) {
            start = UInt32(truncatingIfNeeded: alias.lowerBound)
            end = UInt32(truncatingIfNeeded: alias.upperBound)
            flags.formUnion([.opaque, .alias])
        }

        mutating func move(by distance: UInt32) {
            start &+= distance
            end &+= distance
        }

        var range: Range<Int> { Int(start)..<Int(end) }
        var source: YAMLSource {
            YAMLSource(range: range, style: style, indent: Int(indent), isShared: flags.contains(.shared))
        }
    }

    init(_ entries: [Entry]) {
        self.entries = entries
    }

    consuming func shifted(by distance: Int) -> YAMLSources {
        for index in entries.indices { entries[index].move(by: UInt32(truncatingIfNeeded: distance)) }
        return self
    }

    package subscript(node: JSONNode) -> YAMLSource { entries[Int(node.index)].source }

    /// Whether what is at the source's range is an alias of the value.
    func isAlias(_ node: JSONNode) -> Bool { entries[Int(node.index)].flags.contains(.alias) }

    /// The bytes of the stream that a range of a string's decoded UTF-8 comes from.
    ///
    /// As ``JSONDocument/sourceRange(of:in:)``: costs one pass over the scalar.
    package func range(of decoded: Range<Int>, in string: JSONNode, of stream: [UInt8]) -> Range<Int> {
        let entry = entries[Int(string.index)]
        let range = entry.range
        guard !entry.flags.contains(.opaque), range.upperBound <= stream.count else { return range }
        // What ends a block scalar's last line is behind its range.
        let scalar = Array(stream[range.lowerBound..<min(range.upperBound + 1, stream.count)]) + [0, 0, 0, 0]
        var sink = YAMLOffsetSink(decoded)
        scalar.withUnsafeBufferPointer { bytes in
            guard let text = bytes.baseAddress else { return }
            YAMLScalarText(text: text).decode(0..<range.count, entry.style, indent: entry.source.indent, into: &sink)
        }
        let isQuoted = entry.style == .singleQuoted || entry.style == .doubleQuoted
        let found = sink.range(behind: max(0, range.count - (isQuoted ? 1 : 0)))
        return (range.lowerBound + found.lowerBound)..<(range.lowerBound + found.upperBound)
    }
}
