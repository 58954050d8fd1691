/// Go's text functions, as the controller applies them to annotation values.
package enum GoText {
    package static let trueWords = ["1", "t", "T", "TRUE", "true", "True"]
    package static let falseWords = ["0", "f", "F", "FALSE", "false", "False"]

    /// `strconv.ParseBool`.
    package static func parseBool(_ text: String) -> Bool? {
        trueWords.contains(text) ? true : falseWords.contains(text) ? false : nil
    }

    /// `strconv.Atoi` and `ParseInt(_, 10, 64)`: a sign is allowed, spaces and underscores are not.
    package static func atoi(_ text: String) -> Int? {
        let digits =
            text.utf8.first == UInt8(ascii: "+") || text.utf8.first == UInt8(ascii: "-")
            ? text.utf8.dropFirst() : text.utf8[...]
        guard !digits.isEmpty, digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        return Int(text)
    }

    /// `strings.TrimSpace`: Unicode white space at both ends.
    package static func trimSpace(_ text: some StringProtocol) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !isSpace($0) }),
            let last = scalars.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(String.UnicodeScalarView(scalars[first...last]))
    }

    /// The controller's `normalizeString`: every line trimmed, line breaks kept.
    package static func trimLines(_ text: String) -> String {
        if let first = text.utf8.first, let last = text.utf8.last, isPlain(first), isPlain(last),
            !text.utf8.contains(UInt8(ascii: "\n"))
        {
            return text
        }
        guard text.unicodeScalars.contains("\n") else { return trimSpace(text) }
        return text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
            .map { trimSpace(Substring($0)) }.joined(separator: "\n")
    }

    /// `strings.EqualFold`: Unicode simple folding.
    package static func equalFold(_ left: String, _ right: String) -> Bool { fold(left) == fold(right) }

    /// One spelling for all texts that `EqualFold`, or a key match of `encoding/json`, takes for the same.
    package static func fold(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
        // Simple folding has no case pair for the dotted capital I, and a long s is an s.
        return map(text) { $0 == "\u{130}" ? "\u{130}" : $0 == "\u{17F}" ? "s" : nil }
    }

    /// `strings.ToLower`: scalar by scalar, so without the context and length rules of `lowercased()`.
    package static func toLower(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
        return map(text) { $0 == "\u{130}" ? "i" : nil }
    }

    private static func map(_ text: String, _ special: (Unicode.Scalar) -> Unicode.Scalar?) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if let replacement = special(scalar) {
                result.append(replacement)
            } else {
                result.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
            }
        }
        return String(result)
    }

    /// The value that `strconv.Atoi` returns beside its error: 0 for no number, the nearest bound for one out of range.
    package static func atoiIgnoringError(_ text: String) -> Int {
        if let number = atoi(text) { return number }
        let digits =
            text.utf8.first == UInt8(ascii: "+") || text.utf8.first == UInt8(ascii: "-")
            ? text.utf8.dropFirst() : text.utf8[...]
        guard !digits.isEmpty, digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return 0 }
        return text.utf8.first == UInt8(ascii: "-") ? .min : .max
    }

    /// ASCII and no white space.
    private static func isPlain(_ byte: UInt8) -> Bool { byte > 0x20 && byte < 0x7F }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }
}
