/// Finds a key that its object has twice.
enum JSONDuplicateKeys {
    /// Up to this many members each key is compared with those before it, which costs less than to hash them.
    static let linearLimit = 16

    /// The index of the first key that repeats another one of the object at `object`; `end` is the index behind it.
    @inline(never)
    static func first(
        in object: Int,
        end: Int,
        count: Int,
        _ tape: UnsafePointer<JSONTapeEntry>,
        _ source: UnsafeBufferPointer<UInt8>,
        hasEscapedKeys: Bool
    ) -> Int? {
        if hasEscapedKeys || count > linearLimit {
            return firstByHashing(object + 1, end, count: count, tape, source)
        }
        let first = tape + (object &+ 1)
        let last = tape + end
        var key = first.behindMember
        while key < last {
            let length = key.pointee.length
            var earlier = first
            while earlier < key {
                if earlier.pointee.length == length, equalPlain(earlier.pointee, key.pointee, source) {
                    return key - tape
                }
                earlier = earlier.behindMember
            }
            key = key.behindMember
        }
        return nil
    }

    /// In time linear in the size of the object.
    ///
    /// The hash is seeded by the process, so that nobody can choose keys that collide.
    private static func firstByHashing(
        _ first: Int,
        _ end: Int,
        count: Int,
        _ tape: UnsafePointer<JSONTapeEntry>,
        _ source: UnsafeBufferPointer<UInt8>
    ) -> Int? {
        let slots = 1 << (Int.bitWidth - (count * 2).leadingZeroBitCount)
        var table = [UInt32](repeating: 0, count: slots)
        var key = first
        while key < end {
            var slot = hash(tape[key], source) & (slots - 1)
            while table[slot] != 0 {
                if equal(tape[Int(table[slot])], tape[key], source) { return key }
                slot = (slot + 1) & (slots - 1)
            }
            table[slot] = UInt32(truncatingIfNeeded: key)
            key += 1 + tape[key + 1].size
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
        return equalPlain(left, right, source)
    }

    private static func equalPlain(
        _ left: JSONTapeEntry,
        _ right: JSONTapeEntry,
        _ source: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        ByteComparison.equal(
            UnsafeBufferPointer(rebasing: source[left.inner]),
            UnsafeBufferPointer(rebasing: source[right.inner])
        )
    }

    private static func decoded(_ key: JSONTapeEntry, _ source: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        let inner = UnsafeBufferPointer(rebasing: source[key.inner])
        return key.isEscaped ? JSONUnescape.bytes(inner) : Array(inner)
    }
}

extension UnsafePointer<JSONTapeEntry> {
    /// From a key, the key of the next member.
    @inline(__always)
    fileprivate var behindMember: Self { self + (1 &+ self[1].size) }
}
