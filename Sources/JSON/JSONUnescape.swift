/// Turns the inside of a JSON string, already known to be well formed, into UTF-8.
@usableFromInline
enum JSONUnescape {
    /// An unpaired surrogate becomes U+FFFD, as in Go's `encoding/json`.
    @usableFromInline
    static func bytes(_ source: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(source.count)
        var index = 0
        while index < source.count {
            let byte = source[index]
            guard byte == UInt8(ascii: "\\"), index + 1 < source.count else {
                result.append(byte)
                index += 1
                continue
            }
            switch source[index + 1] {
            case UInt8(ascii: "b"): result.append(0x08)
            case UInt8(ascii: "f"): result.append(0x0C)
            case UInt8(ascii: "n"): result.append(0x0A)
            case UInt8(ascii: "r"): result.append(0x0D)
            case UInt8(ascii: "t"): result.append(0x09)
            case UInt8(ascii: "u"):
                index += unicode(source, at: index, into: &result)
                continue
            case let other: result.append(other)
            }
            index += 2
        }
        return result
    }

    /// Appends one scalar and returns how many source bytes it took: 6, or 12 for a surrogate pair.
    private static func unicode(_ source: UnsafeBufferPointer<UInt8>, at index: Int, into result: inout [UInt8]) -> Int
    {
        let first = unit(source, at: index) ?? 0xFFFD
        if first & 0xFC00 == 0xD800, let second = unit(source, at: index + 6), second & 0xFC00 == 0xDC00 {
            append(0x10000 + ((first & 0x3FF) << 10 | second & 0x3FF), to: &result)
            return 12
        }
        append(first, to: &result)
        return 6
    }

    private static func unit(_ source: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt32? {
        guard index + 6 <= source.count, source[index] == UInt8(ascii: "\\"), source[index + 1] == UInt8(ascii: "u")
        else { return nil }
        var value: UInt32 = 0
        for digit in source[index + 2..<index + 6] { value = value << 4 | (JSONHex.value(digit) ?? 0) }
        return value
    }

    private static func append(_ code: UInt32, to result: inout [UInt8]) {
        let scalar = Unicode.Scalar(code) ?? "\u{FFFD}"
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { result.append(byte) }
    }
}
