/// Reads the documents of a stream one by one, each into ``nodes``, without recursion.
///
/// Syntax: YAML 1.2.2. One thing is taken that its grammar has not, because the library behind kubectl takes it and
/// people write it: the closing bracket of a flow collection may stand as far left as the key it belongs to.
struct YAMLParser {
    let text: UnsafePointer<UInt8>
    let classes: UnsafePointer<UInt8>

    var position: Int
    /// Where the line of ``position`` begins.
    var lineStart: Int
    /// The spaces at the beginning of that line.
    var indent = 0
    /// Whether ``skip()`` has passed a line break, or was at the beginning of a line.
    var brokeLine = false
    /// Whether ``skip()`` has passed a tab in the line where it stopped.
    var sawTab = false
    /// Where ``skip()`` has stopped last.
    var skippedTo = -1

    var nodes: GrowingBuffer<YAMLNode>
    /// Open collections, the innermost last.
    var frames = GrowingBuffer<YAMLFrame>(capacity: 64)
    var properties: [YAMLProperties] = []
    var comments: [Range<Int>] = []
    /// Where the last node ends.
    var lastEnd = 0
    /// Where `{{` begins a value, which is what a template looks like.
    var template: Int?

    /// What `%TAG` says of a document, by handle.
    var tagHandles: [String: String] = [:]
    /// Directives may only stand where no document is open: at the start and behind `...`.
    private var mayHaveDirectives = true

    /// Of Go's library too.
    static let maximumDepth = 10_000

    init(_ text: YAMLText, at start: Int, nodes: GrowingBuffer<YAMLNode>) {
        self.text = text.bytes
        classes = text.classes
        self.nodes = nodes
        position = start
        lineStart = start
    }

    func deallocate() {
        nodes.deallocate()
        frames.deallocate()
    }

    /// Goes on at the start of a line, whatever came before.
    mutating func restart(at line: Int) {
        position = line
        lineStart = line
        skippedTo = -1
        mayHaveDirectives = true
    }

    /// Reads the next document; false at the end of the stream.
    ///
    /// A document without any node leaves ``nodes`` empty.
    mutating func document(_ range: inout Range<Int>) throws(YAMLError) -> Bool {
        nodes.removeAll()
        frames.removeAll()
        properties.removeAll(keepingCapacity: true)
        comments.removeAll(keepingCapacity: true)
        tagHandles = [:]
        template = nil
        var start = position
        range = start..<start
        guard let isMarked = try documentStart(&start) else { return false }
        range = start..<start
        try root(behindMarker: isMarked)
        range = start..<position
        try documentEnd()
        return true
    }

    /// Whether the document has a marker `---`; nil when there is none any more.
    ///
    /// What stands before a marker belongs to no document.
    private mutating func documentStart(_ start: inout Int) throws(YAMLError) -> Bool? {
        var directive: Int?
        var hasVersion = false
        while true {
            skipByteOrderMark()
            skip()
            if isAtMarker {
                let isStart = text[position] == UInt8(ascii: "-")
                comments.removeAll(keepingCapacity: true)
                if isStart {
                    position += 3
                    start = position
                    mayHaveDirectives = false
                    return true
                }
                if let directive { throw failure("a directive needs a document that begins with ---", at: directive) }
                try documentEnd()
                start = position
            } else if text[position] == 0 {
                if let directive { throw failure("a directive needs a document that begins with ---", at: directive) }
                return nil
            } else if mayHaveDirectives, position == lineStart, text[position] == UInt8(ascii: "%") {
                directive = directive ?? position
                try self.directive(&hasVersion)
            } else {
                if directive != nil { throw failure("a document behind a directive begins with ---", at: position) }
                mayHaveDirectives = false
                return false
            }
        }
    }

    private mutating func skipByteOrderMark() {
        guard position == lineStart, text[position] == 0xEF, text[position + 1] == 0xBB, text[position + 2] == 0xBF
        else { return }
        position += 3
        lineStart = position
    }

    /// Behind a marker `...` only a comment may follow in its line.
    private mutating func documentEnd() throws(YAMLError) {
        guard isAtMarker, text[position] == UInt8(ascii: ".") else { return }
        position += 3
        skipSpace()
        // The comment belongs to no document.
        if text[position] == UInt8(ascii: "#"), isBlank(position - 1) {
            while classes[Int(text[position])] & YAMLClass.endOfLine == 0 { position += 1 }
        }
        guard classes[Int(text[position])] & YAMLClass.endOfLine != 0 else {
            throw failure("nothing but a comment may follow ... in its line", at: position)
        }
        if text[position] != 0 { skipLineBreak() }
        mayHaveDirectives = true
    }

    private mutating func root(behindMarker: Bool) throws(YAMLError) {
        var step = try node(behind: -1, mayNest: !behindMarker, isValue: false)
        while true {
            switch step {
            case .node(let indent, let mayNest, let isValue):
                step = try node(behind: indent, mayNest: mayNest, isValue: isValue)
            case .done:
                if frames.isEmpty {
                    skip()
                    guard isAtEnd else { throw unexpectedContent() }
                    return
                }
                step = try nextEntry()
            }
        }
    }

    func failure(_ text: String, at offset: Int) -> YAMLError { YAMLError(offset: offset, text: text) }
}

/// What ``YAMLParser`` reads next.
enum YAMLStep {
    /// A node whose lines are indented more than `indent`; `mayNest` if a block collection may begin in the same line, and
    /// `isValue` if a list may stand as far left as the key that it belongs to.
    case node(indent: Int, mayNest: Bool, isValue: Bool)
    case done
}

/// An open collection.
struct YAMLFrame: BitwiseCopyable {
    enum Kind {
        case blockSequence
        case blockMapping
        case flowSequence
        case flowMapping
        /// A mapping of one entry without braces, in a flow sequence.
        case flowPair
    }

    enum State {
        /// An entry may begin.
        case ready
        /// A key is read, and its `:` is not.
        case key
        /// Behind a `:`.
        case value
        /// An entry is complete.
        case done
    }

    var kind: Kind
    /// Place in ``YAMLParser/nodes``.
    var node: Int
    /// Of a block collection, its column.
    var indent = 0
    var state = State.ready
    /// The key in ``State/key`` or awaited has a `?`.
    var isExplicit = false
    var entry = Entry()
    /// Whether the newest entry is quoted or a collection, so that its `:` needs no space behind it.
    var isJSONLike = false

    /// Where the newest entry begins: its node, its offset and its line.
    struct Entry: BitwiseCopyable {
        var node = 0
        var start = 0
        var line = 0
    }
}
