/// Equality of byte ranges, by words: most are keys of a few bytes, for which a call of `memcmp` costs more.
@usableFromInline
enum ByteComparison {
    @inlinable @inline(__always)
    static func equal(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
        let count = left.count
        guard count == right.count else { return false }
        let left = UnsafeRawBufferPointer(left)
        let right = UnsafeRawBufferPointer(right)
        if count >= 8 {
            var offset = 0
            while offset &+ 8 < count {
                if different(left, right, offset, UInt64.self) { return false }
                offset &+= 8
            }
            return !different(left, right, count &- 8, UInt64.self)
        }
        if count >= 4 {
            return !different(left, right, 0, UInt32.self) && !different(left, right, count &- 4, UInt32.self)
        }
        for offset in 0..<count where left[offset] != right[offset] { return false }
        return true
    }

    @inlinable @inline(__always)
    static func different<Word: FixedWidthInteger & BitwiseCopyable>(
        _ left: UnsafeRawBufferPointer,
        _ right: UnsafeRawBufferPointer,
        _ offset: Int,
        _ word: Word.Type
    ) -> Bool {
        left.loadUnaligned(fromByteOffset: offset, as: word) != right.loadUnaligned(fromByteOffset: offset, as: word)
    }
}
