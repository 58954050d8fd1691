/// Text in a log line: quoted, without a character that a terminal or a log reader acts upon, and never long.
enum LogText {
    /// Bytes of a field's value that are kept, before escaping.
    static let limit = 1024

    /// Appends the text as a JSON string.
    ///
    /// Whatever is not printed is escaped: C0 and C1 controls, direction marks and other format characters, line and
    /// paragraph separators. A text above ``limit`` is cut between two characters and says how much is missing.
    static func append(_ text: String, to line: inout [UInt8]) {
        let kept = cut(text)
        line.append(UInt8(ascii: "\""))
        if kept.utf8.allSatisfy(isPlain) {
            line += kept.utf8
        } else {
            for scalar in kept.unicodeScalars { append(scalar, to: &line) }
        }
        let missing = text.utf8.count - kept.utf8.count
        if missing > 0 { line += " ... (\(missing) bytes more)".utf8 }
        line.append(UInt8(ascii: "\""))
    }

    private static func cut(_ text: String) -> Substring {
        let utf8 = text.utf8
        guard utf8.count > limit else { return text[...] }
        var end = utf8.index(utf8.startIndex, offsetBy: limit)
        while end.samePosition(in: text.unicodeScalars) == nil { end = utf8.index(before: end) }
        return text[..<end]
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    private static func append(_ scalar: Unicode.Scalar, to line: inout [UInt8]) {
        switch scalar {
        case "\"": line += "\\\"".utf8
        case "\\": line += "\\\\".utf8
        case "\n": line += "\\n".utf8
        case "\t": line += "\\t".utf8
        case "\r": line += "\\r".utf8
        default:
            guard isInvisible(scalar) else { return line += String(scalar).utf8 }
            for unit in String(scalar).utf16 {
                let digits = String(unit, radix: 16)
                line += "\\u".utf8 + Array(repeating: UInt8(ascii: "0"), count: 4 - digits.utf8.count) + digits.utf8
            }
        }
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: return true
        default: return false
        }
    }
}
