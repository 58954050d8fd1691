/// The tape while it grows; its document becomes the owner of `entries`.
struct JSONTape {
    private(set) var entries: UnsafeMutablePointer<JSONTapeEntry>
    private var free: UnsafeMutablePointer<JSONTapeEntry>
    private var limit: UnsafeMutablePointer<JSONTapeEntry>
    private var firstDuplicate = Int.max
    /// Whether any key so far needs decoding before it can be compared.
    var hasEscapedKeys = false

    init(capacity: Int) {
        entries = .allocate(capacity: capacity)
        free = entries
        limit = entries + capacity
    }

    @inline(__always)
    var count: Int {
        // Subtracting typed pointers would be a signed division, which rounds, instead of a shift.
        Int((UInt(bitPattern: free) &- UInt(bitPattern: entries)) / UInt(MemoryLayout<JSONTapeEntry>.stride))
    }

    var duplicateKey: JSONNode? {
        firstDuplicate == .max ? nil : JSONNode(index: UInt32(truncatingIfNeeded: firstDuplicate))
    }

    mutating func foundDuplicate(at index: Int) { firstDuplicate = min(firstDuplicate, index) }

    /// Makes room for a key and a value, which is what ``append(_:)`` relies on.
    @inline(__always)
    mutating func reserveTwo() {
        guard free + 2 > limit else { return }
        let (count, capacity) = (count, 2 * (limit - entries))
        entries = Self.moved(entries, count: count, capacity: capacity)
        free = entries + count
        limit = entries + capacity
    }

    @inline(__always)
    mutating func append(_ entry: JSONTapeEntry) {
        assert(free < limit)
        free.initialize(to: entry)
        free += 1
    }

    @inline(never)
    private static func moved(
        _ entries: UnsafeMutablePointer<JSONTapeEntry>,
        count: Int,
        capacity: Int
    ) -> UnsafeMutablePointer<JSONTapeEntry> {
        let larger = UnsafeMutablePointer<JSONTapeEntry>.allocate(capacity: capacity)
        larger.moveInitialize(from: entries, count: count)
        entries.deallocate()
        return larger
    }
}

struct JSONTapeEntry {
    private(set) var start: UInt32
    /// Behind the last byte; the range of a string includes its quotes.
    private(set) var end: UInt32
    /// The number of entries of this node's subtree, itself included; in an open container the index of its parent.
    private var extent: UInt32
    /// Kind in bits 0 to 2, "has escapes" in bit 3, number of elements or members above.
    private var meta: UInt32

    @inline(__always)
    init(start: Int, end: Int, kind: JSONKind, isEscaped: Bool = false) {
        self.start = UInt32(truncatingIfNeeded: start)
        self.end = UInt32(truncatingIfNeeded: end)
        extent = 1
        meta = UInt32(kind.rawValue) | (isEscaped ? 8 : 0)
    }

    @inline(__always)
    var kind: JSONKind { JSONKind(rawValue: UInt8(truncatingIfNeeded: meta & 7)) ?? .null }
    @inline(__always)
    var isEscaped: Bool { meta & 8 != 0 }
    @inline(__always)
    var count: Int { Int(meta >> 4) }
    @inline(__always)
    var size: Int { Int(extent) }
    @inline(__always)
    var range: Range<Int> { Int(start)..<Int(end) }
    @inline(__always)
    var length: UInt32 { end &- start }
    /// A string without its quotes.
    @inline(__always)
    var inner: Range<Int> { Int(start) &+ 1..<Int(end) &- 1 }
}

/// An open container keeps what its parser needs when it comes back from a child: its parent and the count so far.
extension JSONTapeEntry {
    @inline(__always)
    static func open(at start: Int, in parent: Int, isObject: Bool) -> JSONTapeEntry {
        var entry = JSONTapeEntry(start: start, end: start, kind: isObject ? .object : .array)
        entry.extent = UInt32(truncatingIfNeeded: parent)
        return entry
    }

    @inline(__always)
    mutating func setCount(_ count: Int) { meta = meta & 15 | UInt32(truncatingIfNeeded: count) &<< 4 }

    @inline(__always)
    var closer: UInt8 { meta & 1 == 0 ? UInt8(ascii: "]") : UInt8(ascii: "}") }

    /// Returns the index of the parent.
    @inline(__always)
    mutating func close(end: Int, size: Int, count: Int) -> Int {
        let parent = Int(extent)
        self.end = UInt32(truncatingIfNeeded: end)
        extent = UInt32(truncatingIfNeeded: size)
        setCount(count)
        return parent
    }
}
