/// JSON text as it grows, with the escapes of strings.
struct YAMLOutput {
    private var buffer: GrowingBuffer<UInt8>

    init(capacity: Int) {
        buffer = GrowingBuffer(capacity: capacity)
    }

    func deallocate() { buffer.deallocate() }

    var count: Int { buffer.count }
    var bytes: [UInt8] { buffer.array() }

    mutating func removeAll() { buffer.removeAll() }
    mutating func release() { buffer.release() }

    @inline(__always)
    mutating func append(_ byte: UInt8) { buffer.append(byte) }

    @inline(__always)
    mutating func append(_ text: StaticString) {
        append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { append($0) }
    }

    @inline(__always)
    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress else { return }
        let free = buffer.room(for: bytes.count)
        free.update(from: start, count: bytes.count)
        buffer.advance(by: bytes.count)
    }

    /// Bytes as a string, with its quotes.
    @inline(__always)
    mutating func appendQuoted(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count <= Self.pieceSize else { return appendLongQuoted(bytes) }
        let free = buffer.room(for: 6 &* bytes.count &+ 2)
        free[0] = UInt8(ascii: "\"")
        let length = 1 &+ Self.write(bytes, to: free + 1)
        free[length] = UInt8(ascii: "\"")
        buffer.advance(by: length &+ 1)
    }

    /// Bytes of a string, escaped as JSON wants it.
    mutating func appendString(_ bytes: UnsafeBufferPointer<UInt8>) {
        for start in stride(from: 0, to: bytes.count, by: Self.pieceSize) {
            let piece = UnsafeBufferPointer(rebasing: bytes[start..<min(start + Self.pieceSize, bytes.count)])
            let free = buffer.room(for: 6 &* piece.count)
            buffer.advance(by: Self.write(piece, to: free))
        }
    }

    /// A byte can become six, and room for that is not taken for all of a long text at once.
    private static let pieceSize = 4096

    private mutating func appendLongQuoted(_ bytes: UnsafeBufferPointer<UInt8>) {
        append(UInt8(ascii: "\""))
        appendString(bytes)
        append(UInt8(ascii: "\""))
    }

    /// Returns how many bytes were written.
    @inline(__always)
    private static func write(_ bytes: UnsafeBufferPointer<UInt8>, to free: UnsafeMutablePointer<UInt8>) -> Int {
        guard let start = bytes.baseAddress else { return 0 }
        let count = bytes.count
        var index = 0
        var length = 0
        while index < count {
            while index &+ 8 <= count {
                let word = UnsafeRawPointer(start + index).loadUnaligned(as: UInt64.self)
                guard !needsEscape(word) else { break }
                UnsafeMutableRawPointer(free + length).storeBytes(of: word, as: UInt64.self)
                index &+= 8
                length &+= 8
            }
            let end = min(count, index &+ 8)
            while index < end {
                let byte = start[index]
                if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
                    free[length] = byte
                    length &+= 1
                } else {
                    length &+= escape(byte, free + length)
                }
                index &+= 1
            }
        }
        return length
    }

    /// Whether one of eight bytes is a control character, a quote or a backslash; now and then for no reason.
    @inline(__always)
    private static func needsEscape(_ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        // Flipping bit 1 puts the quote next to the control characters.
        let quoteOrControl = word ^ (ones &* 0x02)
        let backslash = word ^ (ones &* 0x5C)
        let hits = (quoteOrControl &- ones &* 0x21) & ~quoteOrControl | (backslash &- ones) & ~backslash
        return hits & (ones &* 0x80) != 0
    }

    /// Returns how many bytes were written.
    private static func escape(_ byte: UInt8, _ free: UnsafeMutablePointer<UInt8>) -> Int {
        free[0] = UInt8(ascii: "\\")
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): free[1] = byte
        case 0x0A: free[1] = UInt8(ascii: "n")
        case 0x0D: free[1] = UInt8(ascii: "r")
        case 0x09: free[1] = UInt8(ascii: "t")
        default:
            free[1] = UInt8(ascii: "u")
            free[2] = UInt8(ascii: "0")
            free[3] = UInt8(ascii: "0")
            free[4] = UInt8(ascii: "0") + byte >> 4
            free[5] = byte & 15 < 10 ? UInt8(ascii: "0") + byte & 15 : UInt8(ascii: "a") + byte & 15 - 10
            return 6
        }
        return 2
    }
}

/// The meaning of a scalar as the inside of a JSON string.
struct YAMLOutputSink: YAMLScalarSink {
    let text: UnsafePointer<UInt8>
    var output: YAMLOutput

    @inline(__always)
    mutating func copy(_ source: Range<Int>) {
        output.appendString(UnsafeBufferPointer(start: text + source.lowerBound, count: source.count))
    }

    @inline(__always)
    mutating func put(_ byte: UInt8, count: Int, for source: Range<Int>) {
        for _ in 0..<count {
            if byte == 0x0A { output.append("\\n") } else { output.append(byte) }
        }
    }

    mutating func put(scalar: UInt32, for source: Range<Int>) {
        // What YAML itself would have to escape stays escaped.
        if 0x7F...0x9F ~= scalar || scalar & ~1 == 0xFFFE {
            let digits = String(scalar, radix: 16)
            return output.append("\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits)
        }
        let bytes = Array(UTF8.encode(Unicode.Scalar(scalar) ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter)
        bytes.withUnsafeBufferPointer { output.appendString($0) }
    }
}
