/// Texts that a regular expression of the vendor's list finds.
///
/// It knows what those have: `\d`, `\w`, `\S`, `\s`, `.`, classes, groups, alternatives, `*` and `+`.
struct PatternExamples {
    private let pattern: [Character]
    private var index = 0
    /// Which alternative of a group is taken, and what stands for `.*`.
    private let takesLast: Bool
    private let filler: String

    static func all(_ pattern: String) -> [String] {
        var texts: [String] = []
        for alternative in alternatives(pattern) {
            for takesLast in [false, true] {
                for filler in [" ", " and a few more words, 12: "] {
                    var examples = PatternExamples(alternative, takesLast: takesLast, filler: filler)
                    texts.append(examples.text())
                }
            }
        }
        return texts
    }

    private init(_ pattern: String, takesLast: Bool, filler: String) {
        self.pattern = Array(pattern)
        self.takesLast = takesLast
        self.filler = filler
    }

    private mutating func text() -> String {
        var text = ""
        while index < pattern.count {
            text += piece()
            while index < pattern.count, pattern[index] == "*" || pattern[index] == "+" { index += 1 }
        }
        return text
    }

    private mutating func piece() -> String {
        defer { index += 1 }
        switch pattern[index] {
        case "\\":
            index += 1
            switch pattern[index] {
            case "d": return "443"
            case "w": return "Wlc"
            case "S": return "x1"
            case "s": return " "
            default: return String(pattern[index])
            }
        case ".": return pattern.dropFirst(index + 1).first == "*" ? filler : "."
        case "[":
            let end = pattern[index...].firstIndex(of: "]") ?? pattern.count - 1
            defer { index = end }
            return pattern[index + 1] == "\\" ? "10.0.0.0/33" : String(pattern[index + 1])
        case "(":
            let end = pattern[index...].firstIndex(of: ")") ?? pattern.count - 1
            let choices = Self.alternatives(String(pattern[(index + 1)..<end]))
            defer { index = end }
            var choice = PatternExamples(
                (takesLast ? choices.last : choices.first) ?? "",
                takesLast: takesLast,
                filler: filler
            )
            return choice.text()
        default: return String(pattern[index])
        }
    }

    /// Outside of groups and classes.
    private static func alternatives(_ pattern: String) -> [String] {
        var parts = [""]
        var depth = 0
        var isEscaped = false
        for character in pattern {
            if !isEscaped, "([".contains(character) { depth += 1 }
            if !isEscaped, ")]".contains(character) { depth -= 1 }
            if character == "|", depth == 0 { parts.append("") } else { parts[parts.count - 1].append(character) }
            isEscaped = character == "\\" && !isEscaped
        }
        return parts
    }
}
