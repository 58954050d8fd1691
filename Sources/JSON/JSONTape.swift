/// The tape while it grows; its document becomes the owner of `entries`.
struct JSONTape {
    private(set) var entries: UnsafeMutablePointer<JSONTapeEntry>
    private(set) var count = 0
    private var capacity: Int
    private var firstDuplicate = Int.max

    init(capacity: Int) {
        entries = .allocate(capacity: capacity)
        self.capacity = capacity
    }

    var duplicateKey: JSONNode? {
        firstDuplicate == .max ? nil : JSONNode(index: UInt32(truncatingIfNeeded: firstDuplicate))
    }

    mutating func foundDuplicate(at index: Int) { firstDuplicate = min(firstDuplicate, index) }

    /// Makes room for a key and a value, which is what ``append(_:)`` relies on.
    @inline(__always)
    mutating func reserveTwo() {
        if count &+ 2 > capacity {
            entries = Self.grown(entries, count: count, capacity: capacity * 2)
            capacity *= 2
        }
    }

    @inline(__always)
    mutating func append(_ entry: JSONTapeEntry) {
        assert(count < capacity)
        entries[count] = entry
        count &+= 1
    }

    @inline(never)
    private static func grown(
        _ entries: UnsafeMutablePointer<JSONTapeEntry>,
        count: Int,
        capacity: Int
    ) -> UnsafeMutablePointer<JSONTapeEntry> {
        let larger = UnsafeMutablePointer<JSONTapeEntry>.allocate(capacity: capacity)
        larger.update(from: entries, count: count)
        entries.deallocate()
        return larger
    }
}

struct JSONTapeEntry {
    private(set) var start: UInt32
    /// Behind the last byte; the range of a string includes its quotes.
    private(set) var end: UInt32
    /// The tape index behind this node's subtree.
    private(set) var next: UInt32
    /// Kind in bits 0 to 2, "has escapes" in bit 3, number of elements or members above.
    private var meta: UInt32

    @inline(__always)
    init(start: Int, end: Int, next: Int, kind: JSONKind, escaped: Bool = false) {
        self.start = UInt32(truncatingIfNeeded: start)
        self.end = UInt32(truncatingIfNeeded: end)
        self.next = UInt32(truncatingIfNeeded: next)
        meta = UInt32(kind.rawValue) | (escaped ? 8 : 0)
    }

    @inline(__always)
    init(_ string: JSONStringScanner.Result, start: Int, next: Int) {
        self.init(start: start, end: string.end, next: next, kind: .string, escaped: string.isEscaped)
    }

    @inline(__always)
    var kind: JSONKind { JSONKind(rawValue: UInt8(truncatingIfNeeded: meta & 7)) ?? .null }
    @inline(__always)
    var isString: Bool { meta & 7 == UInt32(JSONKind.string.rawValue) }
    @inline(__always)
    var isEscaped: Bool { meta & 8 != 0 }
    @inline(__always)
    var count: Int { Int(meta >> 4) }
    @inline(__always)
    var range: Range<Int> { Int(start)..<Int(end) }
    /// A string without its quotes.
    @inline(__always)
    var inner: Range<Int> { Int(start) &+ 1..<Int(end) &- 1 }
}

/// An open container: until it is closed, `next` is the index of its parent, `end` and the count those of a parser that
/// will come back to it from a child.
extension JSONTapeEntry {
    @inline(__always)
    static func open(at start: Int, in parent: Int, isObject: Bool) -> JSONTapeEntry {
        JSONTapeEntry(start: start, end: 0, next: parent, kind: isObject ? .object : .array)
    }

    @inline(__always)
    mutating func suspend(count: Int, keyBits: UInt32) {
        end = keyBits
        meta = meta & 15 | UInt32(truncatingIfNeeded: count) << 4
    }

    @inline(__always)
    var suspended: (count: Int, keyBits: UInt32) { (count, end) }

    @inline(__always)
    var closer: UInt8 { meta & 7 == UInt32(JSONKind.object.rawValue) ? UInt8(ascii: "}") : UInt8(ascii: "]") }

    /// Returns the index of the parent.
    @inline(__always)
    mutating func close(end: Int, next: Int, count: Int) -> Int {
        let parent = Int(self.next)
        self.end = UInt32(truncatingIfNeeded: end)
        self.next = UInt32(truncatingIfNeeded: next)
        meta = meta & 15 | UInt32(truncatingIfNeeded: count) << 4
        return parent
    }
}
