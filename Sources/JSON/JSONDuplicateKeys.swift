/// Exact tests for a repeated key; ``JSONKeyHash`` says cheaply when none is needed.
enum JSONDuplicateKeys {
    /// Up to this many members each key that may be a duplicate is compared with those before it.
    static let linearLimit = 16

    /// Whether the newest entry, a key of the open object at `object`, stands there already.
    @inline(never)
    static func repeats(
        keyAt last: Int,
        in object: Int,
        _ tape: UnsafePointer<JSONTapeEntry>,
        _ source: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        var earlier = object + 1
        while earlier < last {
            if equal(tape[earlier], tape[last], source) { return true }
            earlier = Int(tape[earlier + 1].next)
        }
        return false
    }

    /// The first key that repeats another, in time linear in the object's size; `end` is the tape index behind it.
    ///
    /// The hash is seeded by the process, so that nobody can choose keys that collide.
    @inline(never)
    static func first(
        in object: Int,
        end: Int,
        count: Int,
        _ tape: UnsafePointer<JSONTapeEntry>,
        _ source: UnsafeBufferPointer<UInt8>
    ) -> Int? {
        let slots = 1 << (Int.bitWidth - (count * 2).leadingZeroBitCount)
        var table = [UInt32](repeating: 0, count: slots)
        var key = object + 1
        while key < end {
            var slot = hash(tape[key], source) & (slots - 1)
            while table[slot] != 0 {
                if equal(tape[Int(table[slot])], tape[key], source) { return key }
                slot = (slot + 1) & (slots - 1)
            }
            table[slot] = UInt32(truncatingIfNeeded: key)
            key = Int(tape[key + 1].next)
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
        let left = (inner: UnsafeBufferPointer(rebasing: source[left.inner]), isEscaped: left.isEscaped)
        let right = (inner: UnsafeBufferPointer(rebasing: source[right.inner]), isEscaped: right.isEscaped)
        if left.isEscaped || right.isEscaped {
            return (left.isEscaped ? JSONUnescape.bytes(left.inner) : Array(left.inner))
                == (right.isEscaped ? JSONUnescape.bytes(right.inner) : Array(right.inner))
        }
        return ByteComparison.equal(left.inner, right.inner)
    }
}

/// A filter in front of the exact test: two keys with different bits are different.
enum JSONKeyHash {
    /// One bit, chosen by the first and last eight bytes of the key, whose quotes are at `start` and `end - 1`.
    @inline(__always)
    static func bit(_ source: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> UInt32 {
        let raw = UnsafeRawBufferPointer(source)
        guard start &+ 9 <= raw.count else { return .max }
        var word = raw.loadUnaligned(fromByteOffset: start &+ 1, as: UInt64.self).littleEndian
        let length = end &- start &- 2
        if length < 8 {
            word &= (1 &<< UInt64(truncatingIfNeeded: length &* 8)) &- 1
        } else {
            let last = raw.loadUnaligned(fromByteOffset: end &- 9, as: UInt64.self).littleEndian
            word = word &+ last &* 0xC2B2_AE3D_27D4_EB4F &+ UInt64(truncatingIfNeeded: length)
        }
        return 1 &<< UInt32(truncatingIfNeeded: (word &* 0x9E37_79B9_7F4A_7C15) &>> 59)
    }
}
