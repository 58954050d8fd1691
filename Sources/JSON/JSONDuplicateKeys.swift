/// Exact tests for a key that its object has twice.
enum JSONDuplicateKeys {
    /// Up to this many members a suspicious key is compared with those before it.
    ///
    /// Larger objects, and those with keys that need decoding first, are hashed when they close.
    static let linearLimit = 16

    /// Whether the newest entry, a key, stands in the open object already.
    @inline(never)
    static func repeats(
        _ key: UnsafePointer<JSONTapeEntry>,
        in object: UnsafePointer<JSONTapeEntry>,
        _ source: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        var earlier = object + 1
        while earlier < key {
            if equal(earlier.pointee, key.pointee, source) { return true }
            earlier += 1 + earlier[1].size
        }
        return false
    }

    /// The first key that repeats another one of an object, whose entries end before `end`.
    ///
    /// The hash is seeded by the process, so that nobody can choose keys that collide.
    @inline(never)
    static func first(
        in object: UnsafePointer<JSONTapeEntry>,
        until end: UnsafePointer<JSONTapeEntry>,
        _ source: UnsafeBufferPointer<UInt8>
    ) -> UnsafePointer<JSONTapeEntry>? {
        let slots = 1 << (Int.bitWidth - (object.pointee.count * 2).leadingZeroBitCount)
        var table = [UnsafePointer<JSONTapeEntry>?](repeating: nil, count: slots)
        var key = object + 1
        while key < end {
            var slot = hash(key.pointee, source) & (slots - 1)
            while let other = table[slot] {
                if equal(other.pointee, key.pointee, source) { return key }
                slot = (slot + 1) & (slots - 1)
            }
            table[slot] = key
            key += 1 + key[1].size
        }
        return nil
    }

    private static func hash(_ key: JSONTapeEntry, _ source: UnsafeBufferPointer<UInt8>) -> Int {
        var hasher = Hasher()
        let inner = UnsafeBufferPointer(rebasing: source[key.inner])
        if key.isEscaped {
            JSONUnescape.bytes(inner).withUnsafeBytes { hasher.combine(bytes: $0) }
        } else {
            hasher.combine(bytes: UnsafeRawBufferPointer(inner))
        }
        return hasher.finalize()
    }

    private static func equal(
        _ left: JSONTapeEntry,
        _ right: JSONTapeEntry,
        _ source: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        if left.isEscaped || right.isEscaped { return decoded(left, source) == decoded(right, source) }
        return ByteComparison.equal(
            UnsafeBufferPointer(rebasing: source[left.inner]),
            UnsafeBufferPointer(rebasing: source[right.inner])
        )
    }

    private static func decoded(_ key: JSONTapeEntry, _ source: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        let inner = UnsafeBufferPointer(rebasing: source[key.inner])
        return key.isEscaped ? JSONUnescape.bytes(inner) : Array(inner)
    }
}

/// A cheap test in front of the exact one: each key of an object has one of 32 bits, and a bit met twice is a suspicion.
enum JSONKeyFilter {
    /// Of a key that needs decoding before it can be compared; with it an object's filter says nothing any more.
    static let everything = UInt32.max

    /// `head` are the first eight bytes of the key, zeros behind its end.
    @inline(__always)
    static func bit(head: UInt64, length: Int) -> UInt32 {
        1 &<< UInt32(truncatingIfNeeded: ((head &+ UInt64(truncatingIfNeeded: length)) &* 0x9E37_79B9_7F4A_7C15) &>> 59)
    }
}
