/// A value or key as it is written; nodes are in the order of the text, a key before its value.
struct YAMLNode: BitwiseCopyable {
    /// Bytes of the stream, as those of a ``YAMLSource``.
    var start: UInt32
    var end: UInt32
    /// The number of nodes of this one's subtree, itself included.
    var size: UInt32 = 1
    /// Place in ``YAMLParser/properties`` plus one; 0 for none.
    var properties: UInt32 = 0
    var indent: UInt16 = 0
    var style: YAMLStyle
    var flags: Flags = []

    struct Flags: OptionSet, BitwiseCopyable {
        var rawValue: UInt8

        /// The text goes over more than one line.
        static let multiline = Flags(rawValue: 1)
        /// `*name`.
        static let alias = Flags(rawValue: 2)
        /// The text has escapes: `\` in double quotes, `''` in single ones.
        static let escaped = Flags(rawValue: 4)
        /// A mapping with a key `<<`.
        static let merges = Flags(rawValue: 8)
    }

    init(_ range: Range<Int>, _ style: YAMLStyle, indent: Int = 0, flags: Flags = []) {
        start = UInt32(truncatingIfNeeded: range.lowerBound)
        end = UInt32(truncatingIfNeeded: range.upperBound)
        self.indent = UInt16(truncatingIfNeeded: indent)
        self.style = style
        self.flags = flags
    }

    var range: Range<Int> { Int(start)..<Int(end) }
    var isCollection: Bool {
        switch style {
        case .blockMapping, .blockSequence, .flowMapping, .flowSequence: true
        default: false
        }
    }
    var isMapping: Bool { style == .blockMapping || style == .flowMapping }
}

/// What stands before a node: `&anchor` and `!tag`.
struct YAMLProperties {
    /// The name without `&`; empty for none.
    var anchor = 0..<0
    var tag: YAMLTag?
    /// With its `!`.
    var tagRange = 0..<0
}

/// The tags that mean something to the library behind kubectl.
enum YAMLTag: Sendable {
    case string
    case integer
    case float
    case boolean
    case null
    case timestamp
    case binary
    case merge
    /// Text, whatever it looks like.
    case other

    init(_ name: some Sequence<UInt8>) {
        switch String(decoding: Array(name), as: UTF8.self) {
        case "str": self = .string
        case "int": self = .integer
        case "float": self = .float
        case "bool": self = .boolean
        case "null": self = .null
        case "timestamp": self = .timestamp
        case "binary": self = .binary
        case "merge": self = .merge
        default: self = .other
        }
    }
}
