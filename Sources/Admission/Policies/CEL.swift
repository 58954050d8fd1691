/// Texts of the Common Expression Language, as far as policies need them.
///
/// Source: https://github.com/google/cel-spec/blob/master/doc/langdef.md; regular expressions are RE2's.
package enum CEL {
    /// A string literal; raw where that spares doubled backslashes.
    package static func string(_ text: String) -> String {
        if text.contains("\\"), !text.contains("'"), !text.contains("\n") { return "r'\(text)'" }
        return "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'").replacing("\n", with: "\\n") + "'"
    }

    package static func string(_ text: StaticString) -> String { string("\(text)") }

    package static func list(_ texts: [String]) -> String { "[" + texts.map(string).joined(separator: ", ") + "]" }

    package static func matches(_ text: String, _ pattern: String) -> String { "\(text).matches(\(string(pattern)))" }

    /// All of them; each that could bind less tightly stands in parentheses.
    package static func all(_ conditions: [String]) -> String { joined(conditions, " && ", unless: [" || ", " ? "]) }

    /// One of them at least.
    package static func any(_ conditions: [String]) -> String { joined(conditions, " || ", unless: [" && ", " ? "]) }

    private static func joined(_ parts: [String], _ separator: String, unless others: [String]) -> String {
        guard parts.count > 1 else { return parts.first ?? "true" }
        return parts.map { part in others.contains(where: part.contains) ? "(\(part))" : part }
            .joined(separator: separator)
    }

    /// Visible ASCII only: no blank that the controller may trim, and nothing whose case is a matter of Unicode.
    package static func isPlain(_ text: String) -> String { matches(text, "^[!-~]+$") }

    /// An integer of at most 18 digits, which always fits into 64 bits, outside a range.
    package static func isNumber(_ text: String, outside range: ClosedRange<Int>) -> String {
        let bounds = "int(\(text)) < \(range.lowerBound) || int(\(text)) > \(range.upperBound)"
        return "\(matches(text, "^-?[0-9]{1,18}$")) && (\(bounds))"
    }

    /// Not empty and none of the words, without regard to case.
    package static func isOther(_ text: String, than words: [String]) -> String {
        "\(text) != '' && !\(matches(text, "(?i)^(\(alternatives(words)))$"))"
    }

    /// Not empty and none of the words.
    package static func isOther(_ text: String, thanExactly words: [String]) -> String {
        "type(\(text)) == string && \(text) != '' && !(\(text) in \(list(words)))"
    }

    /// Words of a regular expression.
    package static func alternatives(_ words: [String]) -> String { words.map(escaped).joined(separator: "|") }

    /// A text as a regular expression that matches just it.
    package static func escaped(_ text: String) -> String {
        String(text.flatMap { #"\.+*?()|[]{}^$"#.contains($0) ? ["\\", $0] : [$0] })
    }

    /// A regular expression for the decimal numbers without leading zero above a bound of at least 1.
    package static func numbers(above bound: Int) -> String {
        let digits = String(bound).utf8.map { Int($0) - 0x30 }
        var patterns = ["[1-9][0-9]{\(digits.count),}"]
        for (index, digit) in digits.enumerated() where digit < 9 {
            let rest = digits.count - index - 1
            let prefix = digits[..<index].map(String.init).joined()
            patterns.append(prefix + "[\(digit + 1)-9]" + (rest == 0 ? "" : "[0-9]{\(rest)}"))
        }
        return patterns.joined(separator: "|")
    }
}
