/// The tape while it grows; its document becomes the owner of `entries`.
struct JSONTape {
    private(set) var entries: UnsafeMutablePointer<JSONTapeEntry>
    private(set) var free: UnsafeMutablePointer<JSONTapeEntry>
    private var limit: UnsafeMutablePointer<JSONTapeEntry>
    private var firstDuplicate = Int.max

    init(capacity: Int) {
        entries = .allocate(capacity: capacity)
        free = entries
        limit = entries + capacity
    }

    @inline(__always)
    var count: Int { count(from: entries) }

    /// The number of entries from `entry` on.
    @inline(__always)
    func count(from entry: UnsafeMutablePointer<JSONTapeEntry>) -> Int {
        // Subtracting typed pointers would be a signed division, which rounds, instead of a shift.
        Int((UInt(bitPattern: free) &- UInt(bitPattern: entry)) / UInt(MemoryLayout<JSONTapeEntry>.stride))
    }

    var duplicateKey: JSONNode? {
        firstDuplicate == .max ? nil : JSONNode(index: UInt32(truncatingIfNeeded: firstDuplicate))
    }

    func index(of entry: UnsafePointer<JSONTapeEntry>) -> Int { entry - UnsafePointer(entries) }

    mutating func foundDuplicate(at index: Int) { firstDuplicate = min(firstDuplicate, index) }

    /// Room for a key and a value, which is what ``append(_:)`` relies on.
    @inline(__always)
    var hasRoomForTwo: Bool { free + 2 <= limit }

    /// A larger tape with the same entries, and where the one at `entry` is now; this one must not be used any more.
    @inline(never)
    func grown(keeping entry: UnsafeMutablePointer<JSONTapeEntry>) -> (JSONTape, UnsafeMutablePointer<JSONTapeEntry>) {
        var larger = JSONTape(capacity: 2 * (limit - entries))
        larger.firstDuplicate = firstDuplicate
        larger.entries.moveInitialize(from: entries, count: count)
        larger.free += count
        let kept = larger.entries + (entry - entries)
        entries.deallocate()
        return (larger, kept)
    }

    @inline(__always)
    mutating func append(_ entry: JSONTapeEntry) {
        assert(free < limit)
        free.initialize(to: entry)
        free += 1
    }
}

@usableFromInline
struct JSONTapeEntry {
    @usableFromInline private(set) var start: UInt32
    /// Behind the last byte; the range of a string includes its quotes.
    @usableFromInline private(set) var end: UInt32
    /// The number of entries of this node's subtree, itself included; in an open container the index of its parent.
    @usableFromInline var extent: UInt32
    /// Kind in bits 0 to 2, "has escapes" in bit 3, number of elements or members above.
    @usableFromInline var meta: UInt32

    @inline(__always)
    init(start: Int, end: Int, kind: JSONKind, isEscaped: Bool = false) {
        self.start = UInt32(truncatingIfNeeded: start)
        self.end = UInt32(truncatingIfNeeded: end)
        extent = 1
        meta = UInt32(kind.rawValue) | (isEscaped ? 8 : 0)
    }

    @inlinable @inline(__always)
    var kind: JSONKind { JSONKind(bits: meta) }
    @inlinable @inline(__always)
    var isEscaped: Bool { meta & 8 != 0 }
    @inlinable @inline(__always)
    var count: Int { Int(meta >> 4) }
    @inlinable @inline(__always)
    var size: Int { Int(extent) }
    @inlinable @inline(__always)
    var range: Range<Int> { Int(start)..<Int(end) }
    @inline(__always)
    var length: UInt32 { end &- start }
    /// The same value further on in the source, or with a negative distance further up.
    @inline(__always)
    mutating func move(by distance: Int) {
        let distance = UInt32(truncatingIfNeeded: distance)
        start &+= distance
        end &+= distance
    }

    /// A container to whose end something is added.
    @inline(__always)
    mutating func grow(by length: Int, nodes: Int) {
        end &+= UInt32(truncatingIfNeeded: length)
        extent &+= UInt32(truncatingIfNeeded: nodes)
    }

    /// A string without its quotes.
    @inlinable @inline(__always)
    var inner: Range<Int> { Int(start) &+ 1..<Int(end) &- 1 }
}

/// An open container keeps what its parser needs when it comes back from a child.
///
/// `extent` is the distance to its parent and `end` the filter of ``JSONKeyFilter``.
extension JSONTapeEntry {
    @inline(__always)
    static func open(at start: Int, behindParent distance: Int, isObject: Bool) -> JSONTapeEntry {
        var entry = JSONTapeEntry(start: start, end: 0, kind: isObject ? .object : .array)
        entry.extent = UInt32(truncatingIfNeeded: distance)
        return entry
    }

    @inline(__always)
    mutating func addChild() { meta &+= 16 }

    @inline(__always)
    var closer: UInt8 { meta & 1 == 0 ? UInt8(ascii: "]") : UInt8(ascii: "}") }

    @inline(__always)
    var keyFilter: UInt32 {
        get { end }
        set { end = newValue }
    }

    /// Returns the distance to the parent.
    @inline(__always)
    mutating func close(end: Int, size: Int) -> Int {
        let distance = Int(extent)
        self.end = UInt32(truncatingIfNeeded: end)
        extent = UInt32(truncatingIfNeeded: size)
        return distance
    }
}
