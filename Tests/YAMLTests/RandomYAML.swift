import TestSupport

/// Writes random block mappings with values in every style, as people and programs write them.
struct RandomYAML {
    var random: SeededGenerator
    private var number = 0
    private var anchors: [String] = []

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    /// Lines of a mapping whose keys have that indentation; with `isCompact` the first goes on behind a `- `.
    mutating func mapping(indent: Int, depth: Int = 3, isCompact: Bool = false) -> String {
        var space = isCompact ? "" : String(repeating: " ", count: indent)
        var text = ""
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            if random.chance(10), !space.isEmpty { text += pick(["\n", "\(space)# comment\n", "# comment\n"]) }
            text += "\(space)\(key()):\(value(indent: indent, depth: depth, isMember: true))"
            space = String(repeating: " ", count: indent)
        }
        return text
    }

    private mutating func sequence(indent: Int, depth: Int) -> String {
        let space = String(repeating: " ", count: indent)
        var text = ""
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            text += "\(space)-"
            if depth > 0, random.chance(30) {
                text += " " + mapping(indent: indent + 2, depth: depth - 1, isCompact: true)
            } else {
                text += value(indent: indent, depth: depth, isMember: false)
            }
        }
        return text
    }

    /// What follows a `:` or a `-`, with the end of its line.
    private mutating func value(indent: Int, depth: Int, isMember: Bool) -> String {
        let comment = random.chance(10) ? " # comment\n" : "\n"
        guard depth > 0 else { return " " + scalar() + comment }
        switch Int.random(in: 0..<12, using: &random) {
        case 0: return comment + mapping(indent: indent + pick([1, 2, 4]), depth: depth - 1)
        case 1: return comment + sequence(indent: indent + pick(isMember ? [0, 1, 2] : [1, 2]), depth: depth - 1)
        case 2: return " " + block(indent: indent)
        case 3: return " " + flow(depth: depth) + comment
        case 4: return comment
        case 5:
            number += 1
            anchors.append("a\(number)")
            return " &a\(number)\(comment == "\n" ? " " + scalar() : "")" + comment
        case 6:
            guard let anchor = anchors.randomElement(using: &random) else { return " {}" + comment }
            return " *\(anchor)" + comment
        case 7: return " plain text\n\(String(repeating: " ", count: indent + 1))over lines" + comment
        case 8: return " \"text\n\n\(String(repeating: " ", count: indent + 2))over \\\"lines\"" + comment
        default: return " " + scalar() + comment
        }
    }

    private mutating func block(indent: Int) -> String {
        let space = String(repeating: " ", count: indent + pick([1, 2, 3]))
        var text = pick(["|", ">"]) + pick(["", "-", "+"]) + "\n\(space)first\n"
        for _ in 0..<Int.random(in: 0...4, using: &random) {
            text += pick(["\(space)[{\"HTTP\": 80}]\n", "\(space)x: # y\n", "\(space)  more\n", "\n"])
        }
        return text
    }

    private mutating func flow(depth: Int) -> String {
        guard depth > 0 else { return scalar(inFlow: true) }
        let parts = (0..<Int.random(in: 0...3, using: &random)).map { _ in flow(depth: depth - 1) }
        if random.chance(20), !parts.isEmpty { return lines(parts) }
        if random.chance(50) { return "[" + parts.joined(separator: ", ") + "]" }
        return "{" + parts.map { "\(key()): \($0)" }.joined(separator: pick([", ", " , "])) + "}"
    }

    /// A flow collection with a line for each entry; they are indented enough for wherever it stands.
    private mutating func lines(_ parts: [String]) -> String {
        let isList = random.chance(50)
        let space = "\n" + String(repeating: " ", count: 20)
        let quote = random.chance(30) ? "\"" : ""
        let last = parts.count - 1
        var text = isList ? "[" : "{"
        for (index, part) in parts.enumerated() {
            number += 1
            text += space + (isList ? part : "\(quote)k\(number)\(quote): \(part)")
            if index < last || random.chance(30) { text += "," }
            if random.chance(20) { text += " # comment" }
        }
        return text + space.dropLast(2) + (isList ? "]" : "}")
    }

    private mutating func key() -> String {
        number += 1
        return pick(["k\(number)", "'k \(number)'", "\"k\\t\(number)\"", "alb.example.com/k-\(number)", "\(number)"])
    }

    private mutating func scalar(inFlow: Bool = false) -> String {
        pick([
            "plain", "two words", "80", "0o17", "1.50", "true", "off", "~", "null", "'it''s'", "'80'", "\"\\u00e9\"",
            "\"a\\nb\"", "''", "!!str 1", "é.example.com", "2001-01-01", "-1", "/path/*", "[]", "{}", "http://a/b",
            inFlow ? "x" : "x, y", inFlow ? "x" : "[{\"HTTP\": 80}]",
        ])
    }

    private mutating func pick<Choice>(_ choices: [Choice]) -> Choice { random.pick(choices) }
}
