/// An escape of a double-quoted scalar, without its backslash.
struct YAMLEscape {
    var scalar: UInt32
    /// In bytes.
    var length: Int

    /// Nil for what is no escape, which half of a surrogate pair is too.
    init?(_ text: UnsafePointer<UInt8>, at index: Int) {
        length = 1
        switch text[index] {
        case UInt8(ascii: "0"): scalar = 0
        case UInt8(ascii: "a"): scalar = 0x07
        case UInt8(ascii: "b"): scalar = 0x08
        case UInt8(ascii: "t"), 0x09: scalar = 0x09
        case UInt8(ascii: "n"): scalar = 0x0A
        case UInt8(ascii: "v"): scalar = 0x0B
        case UInt8(ascii: "f"): scalar = 0x0C
        case UInt8(ascii: "r"): scalar = 0x0D
        case UInt8(ascii: "e"): scalar = 0x1B
        case UInt8(ascii: " "), UInt8(ascii: "\""), UInt8(ascii: "/"), UInt8(ascii: "\\"): scalar = UInt32(text[index])
        case UInt8(ascii: "N"): scalar = 0x85
        case UInt8(ascii: "_"): scalar = 0xA0
        case UInt8(ascii: "L"): scalar = 0x2028
        case UInt8(ascii: "P"): scalar = 0x2029
        case UInt8(ascii: "x"):
            guard let code = Self.hex(text, at: index + 1, digits: 2) else { return nil }
            scalar = code
            length = 3
        case UInt8(ascii: "u"):
            guard let code = Self.hex(text, at: index + 1, digits: 4) else { return nil }
            scalar = code
            length = 5
            guard code & 0xF800 == 0xD800 else { return }
            // As JSON writes what is beyond the first plane.
            guard code < 0xDC00, text[index + 5] == UInt8(ascii: "\\"), text[index + 6] == UInt8(ascii: "u"),
                let low = Self.hex(text, at: index + 7, digits: 4), low & 0xFC00 == 0xDC00
            else { return nil }
            scalar = 0x10000 + ((code & 0x3FF) << 10 | low & 0x3FF)
            length = 11
        case UInt8(ascii: "U"):
            guard let code = Self.hex(text, at: index + 1, digits: 8), Unicode.Scalar(code) != nil else { return nil }
            scalar = code
            length = 9
        default: return nil
        }
    }

    private static func hex(_ text: UnsafePointer<UInt8>, at index: Int, digits: Int) -> UInt32? {
        var value: UInt32 = 0
        for offset in 0..<digits {
            let digit: UInt8
            switch text[index + offset] {
            case let byte where byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case let byte where byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "f"):
                digit = (byte | 0x20) - UInt8(ascii: "a") + 10
            default: return nil
            }
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}
