/// What a scalar is, by the rules of the Go library behind kubectl (yaml.v2's `resolve`).
enum YAMLResolution {
    case string
    case null
    case boolean(Bool)
    /// Written as JSON would write it.
    case number
    case integer(Int)
    /// Too large for an `Int`.
    case unsigned(UInt)
    case float(Double)

    /// A plain scalar without a tag.
    @inline(__always)
    init(_ text: UnsafeBufferPointer<UInt8>) {
        guard let first = text.first else {
            self = .null
            return
        }
        switch first {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."):
            self = Self.isCanonicalInteger(text) ? .number : YAMLNumber.resolve(text)
        case UInt8(ascii: "y"), UInt8(ascii: "Y"), UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "t"),
            UInt8(ascii: "T"), UInt8(ascii: "f"), UInt8(ascii: "F"), UInt8(ascii: "o"), UInt8(ascii: "O"),
            UInt8(ascii: "~"):
            self = text.count <= 5 ? Self.word(text) : .string
        default: self = .string
        }
    }

    /// Digits as JSON has them, few enough for an `Int`.
    @inline(__always)
    private static func isCanonicalInteger(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = text[0] == UInt8(ascii: "-") ? 1 : 0
        let count = text.count
        guard index < count, count <= 18, text[index] != UInt8(ascii: "0") || count == 1 else { return false }
        while index < count {
            guard text[index] &- UInt8(ascii: "0") < 10 else { return false }
            index &+= 1
        }
        return true
    }

    /// Words count in small letters, in capitals and with a capital at the beginning.
    private static func word(_ text: UnsafeBufferPointer<UInt8>) -> YAMLResolution {
        var word: UInt64 = 0
        var capitals = 0
        for byte in text {
            if byte &- UInt8(ascii: "A") < 26 { capitals += 1 }
            word = word << 8 | UInt64(byte | 0x20)
        }
        let startsWithCapital = text[0] &- UInt8(ascii: "A") < 26
        guard capitals == 0 || startsWithCapital && (capitals == 1 || capitals == text.count) else { return .string }
        switch word {
        case packed("y"), packed("yes"), packed("true"), packed("on"): return .boolean(true)
        case packed("n"), packed("no"), packed("false"), packed("off"): return .boolean(false)
        case packed("null"): return .null
        default: return text.count == 1 && text[0] == UInt8(ascii: "~") ? .null : .string
        }
    }

    @inline(__always)
    private static func packed(_ word: StaticString) -> UInt64 {
        var packed: UInt64 = 0
        for index in 0..<word.utf8CodeUnitCount { packed = packed << 8 | UInt64(word.utf8Start[index]) }
        return packed
    }
}

extension YAMLResolution {
    /// A scalar with a tag; nil when it cannot be what the tag says.
    init?(_ text: UnsafeBufferPointer<UInt8>, tag: YAMLTag) {
        let plain = YAMLResolution(text)
        switch (tag, plain) {
        case (.string, _), (.binary, _), (.merge, _), (.other, _): self = .string
        case (.null, .null), (.boolean, .boolean): self = plain
        case (.integer, .number), (.integer, .integer), (.integer, .unsigned): self = plain
        case (.float, .float), (.float, .number): self = plain
        case (.float, .integer(let value)): self = .float(Double(value))
        case (.timestamp, .string):
            guard YAMLTimestamp.isOne(text) else { return nil }
            self = .string
        default: return nil
        }
    }
}

extension YAMLTag {
    /// For messages: what a scalar must look like.
    var expectation: String {
        switch self {
        case .integer: "a whole number"
        case .float: "a number"
        case .boolean: "true or false"
        case .null: "null"
        case .timestamp: "a date as 2006-01-02 or a time as 2006-01-02T15:04:05Z"
        case .binary: "Base64"
        case .string, .merge, .other: "text"
        }
    }
}
