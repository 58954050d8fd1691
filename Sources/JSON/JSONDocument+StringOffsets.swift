extension JSONDocument {
    /// The bytes of the source that a range of a string's decoded UTF-8 comes from.
    ///
    /// Costs one pass over the string. A range that ends within an escape takes all of it; what lies behind the string
    /// is its closing quote.
    package func sourceRange(of decoded: Range<Int>, in string: JSONNode) -> Range<Int> {
        let entry = entry(string)
        guard entry.kind == .string else { return range(string) }
        let inner = entry.inner
        guard entry.isEscaped else {
            let start = min(inner.lowerBound + decoded.lowerBound, inner.upperBound)
            return start..<min(inner.lowerBound + decoded.upperBound, inner.upperBound)
        }
        var source = inner.lowerBound
        var length = 0
        var start: Int?
        while source < inner.upperBound, length < decoded.upperBound {
            let unit = JSONStringUnit(bytes, at: source, end: inner.upperBound)
            if start == nil, length + unit.decoded > decoded.lowerBound { start = source }
            source += unit.source
            length += unit.decoded
        }
        return (start ?? source)..<source
    }
}

/// One byte or escape of a string's source, and how many bytes of UTF-8 it stands for.
private struct JSONStringUnit {
    var source = 1
    var decoded = 1

    init(_ bytes: [UInt8], at index: Int, end: Int) {
        guard bytes[index] == UInt8(ascii: "\\"), index + 1 < end else { return }
        guard bytes[index + 1] == UInt8(ascii: "u") else {
            source = 2
            return
        }
        let high = Self.hex(bytes, at: index + 2, end: end)
        source = min(6, end - index)
        switch high {
        case 0..<0x80: decoded = 1
        case 0x80..<0x800: decoded = 2
        case 0xD800..<0xDC00 where Self.isLowSurrogate(bytes, at: index + 6, end: end):
            source = 12
            decoded = 4
        default: decoded = 3
        }
    }

    private static func isLowSurrogate(_ bytes: [UInt8], at index: Int, end: Int) -> Bool {
        guard index + 1 < end, bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u") else {
            return false
        }
        return (0xDC00..<0xE000).contains(hex(bytes, at: index + 2, end: end))
    }

    private static func hex(_ bytes: [UInt8], at index: Int, end: Int) -> Int {
        guard index + 4 <= end else { return 0 }
        return Int(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16) ?? 0
    }
}
