/// Byte classes of RFC 9110 section 5.6.2 and RFC 3986 section 3.2.2, as 256-bit sets.
struct ByteClass {
    private let bits: (UInt64, UInt64, UInt64, UInt64)

    private init(_ contains: (UInt8) -> Bool) {
        var words: [UInt64] = [0, 0, 0, 0]
        for byte in UInt8.min...UInt8.max where contains(byte) {
            words[Int(byte >> 6)] |= 1 << UInt64(byte & 63)
        }
        bits = (words[0], words[1], words[2], words[3])
    }

    func contains(_ byte: UInt8) -> Bool {
        let word =
            switch byte >> 6 {
            case 0: bits.0
            case 1: bits.1
            case 2: bits.2
            default: bits.3
            }
        return word >> UInt64(byte & 63) & 1 == 1
    }

    /// `tchar`: what methods and field names are made of.
    static let token = ByteClass { byte in
        isAlphanumeric(byte) || "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }

    /// `VCHAR`, `obs-text`, space and tab: everything else in a value is refused (RFC 9110 section 5.5).
    static let fieldValue = ByteClass { byte in
        byte == UInt8(ascii: "\t") || (byte >= 0x20 && byte != 0x7F)
    }

    /// `uri-host [":" port]`.
    static let host = ByteClass { byte in
        isAlphanumeric(byte) || "-._~!$&'()*+,;=%:[]".utf8.contains(byte)
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        default:
            false
        }
    }
}

extension UnsafeRawBufferPointer {
    /// Compares with a lower-case ASCII literal.
    func equalsIgnoringCase(_ literal: StaticString) -> Bool {
        guard count == literal.utf8CodeUnitCount else { return false }
        return literal.withUTF8Buffer { expected in
            for index in 0..<count {
                let byte = self[index]
                let isUpper = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
                if (isUpper ? byte | 0x20 : byte) != expected[index] { return false }
            }
            return true
        }
    }

    /// Without the optional white space around a field value (RFC 9110 section 5.6.3).
    var trimmed: UnsafeRawBufferPointer {
        var start = 0
        var end = count
        while start < end, self[start] == 0x20 || self[start] == 0x09 { start += 1 }
        while end > start, self[end - 1] == 0x20 || self[end - 1] == 0x09 { end -= 1 }
        return UnsafeRawBufferPointer(rebasing: self[start..<end])
    }

    /// Calls `body` with each element of a comma-separated list, empty ones left out (RFC 9110 section 5.6.1).
    func forEachListElement(_ body: (UnsafeRawBufferPointer) -> Void) {
        var start = 0
        for index in 0...count where index == count || self[index] == UInt8(ascii: ",") {
            let element = UnsafeRawBufferPointer(rebasing: self[start..<index]).trimmed
            if !element.isEmpty { body(element) }
            start = index + 1
        }
    }
}
