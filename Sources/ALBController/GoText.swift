/// Go's text functions, as the controller applies them to annotation values.
package enum GoText {
    /// `strconv.ParseBool`.
    package static func parseBool(_ text: String) -> Bool? {
        switch text {
        case "1", "t", "T", "TRUE", "true", "True": true
        case "0", "f", "F", "FALSE", "false", "False": false
        default: nil
        }
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
        guard text.unicodeScalars.contains("\n") else { return trimSpace(text) }
        return text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
            .map { trimSpace(Substring($0)) }.joined(separator: "\n")
    }

    /// `strings.EqualFold` for the ASCII names that are compared here, plus Unicode simple folding of the rest.
    package static func equalFold(_ left: String, _ right: String) -> Bool {
        left.lowercased() == right.lowercased()
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }
}
