/// One parsed JSON text: the source bytes and a flat tape of nodes that point into them.
///
/// Parsing neither copies nor decodes: strings and numbers are decoded when asked for, so what the user wrote keeps
/// its form and a patch can be applied by splicing text. The tape is in document order; each entry knows the index
/// behind its subtree, so siblings are reached without visiting children.
///
/// A ``JSONNode`` is an index into one document's tape and means nothing in another.
package final class JSONDocument: @unchecked Sendable {
    // SAFETY: immutable after `init`; the tape is owned by this object alone and freed in `deinit`.
    package let bytes: [UInt8]
    private let tape: UnsafeMutablePointer<JSONTapeEntry>
    /// Number of nodes; object keys count as nodes too.
    package let nodeCount: Int
    /// The first key that its object has twice, in document order of the second occurrence.
    package let duplicateKey: JSONNode?

    package init(parsing bytes: [UInt8], limits: JSONLimits = .standard) throws(JSONParseError) {
        let parsed: Result<JSONTape, JSONParseError> = bytes.withUnsafeBufferPointer { source in
            var parser = JSONParser(source: source, limits: limits)
            return parser.run()
        }
        let result = try parsed.get()
        self.bytes = bytes
        tape = result.entries
        nodeCount = result.count
        duplicateKey = result.duplicateKey
    }

    deinit {
        tape.deallocate()
    }

    package var root: JSONNode { JSONNode(index: 0) }

    @inline(__always)
    func entry(_ node: JSONNode) -> JSONTapeEntry {
        precondition(Int(node.index) < nodeCount, "a node of another document")
        return tape[Int(node.index)]
    }
}

/// A value or an object key of one ``JSONDocument``.
package struct JSONNode: Hashable, Sendable {
    package let index: UInt32

    @inline(__always)
    init(index: UInt32) { self.index = index }
}

/// Bounds that keep a hostile text from costing more than its size is worth.
package struct JSONLimits: Sendable {
    /// Levels of arrays and objects.
    package var depth: Int
    /// Length of the source in bytes.
    package var size: Int

    package init(depth: Int, size: Int) {
        self.depth = depth
        self.size = size
    }

    /// Go's `encoding/json`, and so kube-apiserver, stops at 10 000 levels; a review holds the object two levels deeper.
    package static let standard = JSONLimits(depth: 10_002, size: Int(UInt32.max >> 1))
}

struct JSONTapeEntry {
    var start: UInt32
    /// Behind the last byte; the range of a string includes its quotes.
    var end: UInt32
    /// The tape index behind this node's subtree.
    var next: UInt32
    /// Kind in bits 0 to 2, "has escapes" in bit 3, number of elements or members above.
    var meta: UInt32

    @inline(__always)
    init(start: Int, end: Int, next: Int, kind: JSONKind, escaped: Bool = false) {
        self.start = UInt32(truncatingIfNeeded: start)
        self.end = UInt32(truncatingIfNeeded: end)
        self.next = UInt32(truncatingIfNeeded: next)
        meta = UInt32(kind.rawValue) | (escaped ? 8 : 0)
    }

    @inline(__always)
    var kind: JSONKind { JSONKind(rawValue: UInt8(truncatingIfNeeded: meta & 7)) ?? .null }
    @inline(__always)
    var isEscaped: Bool { meta & 8 != 0 }
    @inline(__always)
    var count: Int { Int(meta >> 4) }
    @inline(__always)
    var range: Range<Int> { Int(start)..<Int(end) }
}

/// The finished tape on its way from the parser to its document, which becomes the owner of `entries`.
struct JSONTape {
    var entries: UnsafeMutablePointer<JSONTapeEntry>
    var count: Int
    var duplicateKey: JSONNode?
}
