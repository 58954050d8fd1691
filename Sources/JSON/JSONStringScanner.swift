/// Finds the end of a string, sixteen bytes at a time, and checks escapes and UTF-8 on the way.
struct JSONStringScanner {
    let source: UnsafeBufferPointer<UInt8>
    /// The next byte to look at; behind the closing quote when ``scan()`` returns nil.
    var position: Int
    var sawEscape = false

    init(source: UnsafeBufferPointer<UInt8>, position: Int) {
        self.source = source
        self.position = position
    }

    /// Returns what is wrong, with ``position`` at the byte that is wrong, or nil.
    @inline(__always)
    mutating func scan() -> JSONParseError.Reason? {
        while true {
            skipPlainBytes()
            guard position < source.count else { return .unexpectedEnd(expected: "'\"' at the end of a string") }
            let byte = source[position]
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return nil
            case UInt8(ascii: "\\"):
                sawEscape = true
                guard skipEscape() else { return .invalidEscape }
            case 0..<0x20:
                return .controlCharacterInString(byte)
            case 0x80...:
                let length = UTF8Sequence.length(source, at: position)
                guard length > 0 else { return .invalidUTF8 }
                position += length
            default:
                position += 1
            }
        }
    }

    /// Stops at a quote, a backslash, a control character or a byte outside ASCII.
    @inline(__always)
    private mutating func skipPlainBytes() {
        guard let base = UnsafeRawPointer(source.baseAddress) else { return }
        while position &+ 8 <= source.count {
            let word = base.loadUnaligned(fromByteOffset: position, as: UInt64.self).littleEndian
            // The classic "has a byte less than / equal to" tests on eight bytes at once; a false alarm is possible
            // only behind a true one, so the lowest set bit is always right.
            let ones: UInt64 = 0x0101_0101_0101_0101
            let tops: UInt64 = 0x8080_8080_8080_8080
            let quote = word ^ (ones &* 0x22)
            let backslash = word ^ (ones &* 0x5C)
            let hits =
                ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash)
                | ((word &- (ones &* 0x20)) & ~word) | word
            let marks = hits & tops
            if marks != 0 {
                position &+= marks.trailingZeroBitCount &>> 3
                return
            }
            position &+= 8
        }
    }

    private mutating func skipEscape() -> Bool {
        guard position + 1 < source.count else {
            position = source.count
            return false
        }
        switch source[position + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position += 2
            return true
        case UInt8(ascii: "u"):
            guard position + 6 <= source.count else { return false }
            for index in position + 2..<position + 6 where JSONHex.value(source[index]) == nil {
                position = index
                return false
            }
            position += 6
            return true
        default:
            return false
        }
    }
}

enum JSONHex {
    static func value(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A")) + 10
        default: nil
        }
    }
}

/// Well-formed UTF-8 byte sequences (Unicode standard, table 3-7).
enum UTF8Sequence {
    /// The length of the well-formed sequence at `index`, or 0.
    static func length(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        let first = bytes[index]
        let second = index + 1 < bytes.count ? bytes[index + 1] : 0
        switch first {
        case 0..<0x80: return 1
        case 0xC2...0xDF: return second & 0xC0 == 0x80 ? 2 : 0
        case 0xE0...0xEF:
            let low: UInt8 = first == 0xE0 ? 0xA0 : 0x80
            let high: UInt8 = first == 0xED ? 0x9F : 0xBF
            guard second >= low, second <= high, index + 2 < bytes.count else { return 0 }
            return bytes[index + 2] & 0xC0 == 0x80 ? 3 : 0
        case 0xF0...0xF4:
            let low: UInt8 = first == 0xF0 ? 0x90 : 0x80
            let high: UInt8 = first == 0xF4 ? 0x8F : 0xBF
            guard second >= low, second <= high, index + 3 < bytes.count else { return 0 }
            return bytes[index + 2] & 0xC0 == 0x80 && bytes[index + 3] & 0xC0 == 0x80 ? 4 : 0
        default: return 0
        }
    }
}
