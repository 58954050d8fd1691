/// One parsed JSON text: the source bytes and a flat tape of nodes that point into them.
///
/// Parsing neither copies nor decodes: strings and numbers are decoded when asked for, so what the user wrote keeps
/// its form and a patch can be applied by splicing text. The tape is in document order; each entry knows the index
/// behind its subtree, so siblings are reached without visiting children.
///
/// A ``JSONNode`` is an index into one document's tape and means nothing in another.
@usableFromInline
package final class JSONDocument: @unchecked Sendable {
    // SAFETY: immutable after `init`; the tape is owned by this object alone and freed in `deinit`.
    @usableFromInline package let bytes: [UInt8]
    @usableFromInline let tape: UnsafePointer<JSONTapeEntry>
    /// Number of nodes; object keys count as nodes too.
    @usableFromInline package let nodeCount: Int
    /// The first key that its object has twice, in document order of the second occurrence.
    package let duplicateKey: JSONNode?

    package init(parsing bytes: [UInt8], limits: JSONLimits = .standard) throws(JSONParseError) {
        let tape = try bytes.withUnsafeBufferPointer { source throws(JSONParseError) in
            try JSONParser(source: source, limits: limits).parse()
        }
        self.bytes = bytes
        self.tape = UnsafePointer(tape.entries)
        nodeCount = tape.count
        duplicateKey = tape.duplicateKey
    }

    /// Takes over the tape, whose objects have no key twice.
    init(bytes: [UInt8], tape: UnsafeMutablePointer<JSONTapeEntry>, count: Int) {
        self.bytes = bytes
        self.tape = UnsafePointer(tape)
        nodeCount = count
        duplicateKey = nil
    }

    deinit {
        tape.deallocate()
    }

    package var root: JSONNode { JSONNode(index: 0) }

    @inlinable @inline(__always)
    func entry(_ node: JSONNode) -> JSONTapeEntry {
        precondition(Int(node.index) < nodeCount, "a node of another document")
        return tape[Int(node.index)]
    }
}

/// A value or an object key of one ``JSONDocument``.
@usableFromInline
package struct JSONNode: Hashable, Sendable {
    @usableFromInline package let index: UInt32

    @inlinable @inline(__always)
    init(index: UInt32) { self.index = index }
}

/// Bounds that keep a hostile text from costing more than its size is worth.
package struct JSONLimits: Sendable {
    /// Levels of arrays and objects.
    package var depth: Int
    /// Length of the source in bytes; more than ``maximumSize`` counts as that.
    package var size: Int

    package init(depth: Int, size: Int) {
        self.depth = depth
        self.size = size
    }

    /// 512 MiB: the tape has 28 bits for a number of elements, and an element with its comma takes two bytes.
    package static let maximumSize = (1 << 29) - 1

    /// Go's `encoding/json`, and so kube-apiserver, stops at 10 000 levels; a review holds the object two levels deeper.
    package static let standard = JSONLimits(depth: 10_002, size: maximumSize)
}
