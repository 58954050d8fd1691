/// What can be told from the text of a path.
enum PathText {
    static func hasWildcard(_ path: String) -> Bool {
        path.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
    }

    /// The part before the first wildcard as a Prefix path.
    static func prefix(beforeWildcardOf path: String) -> String {
        let head = path.utf8.prefix { $0 != UInt8(ascii: "*") && $0 != UInt8(ascii: "?") }
        var text = String(Substring(head))
        while text.utf8.count > 1, text.utf8.last == UInt8(ascii: "/") { text.removeLast() }
        return text.isEmpty ? "/" : text
    }

    /// Whether somebody seems to have meant a regular expression.
    static func looksLikeRegex(_ path: String) -> Bool {
        var previous: UInt8 = 0
        for byte in path.utf8 {
            if regexBytes.contains(byte) { return true }
            if previous == UInt8(ascii: "."), byte == UInt8(ascii: "*") || byte == UInt8(ascii: "+") { return true }
            previous = byte
        }
        return false
    }

    private static let regexBytes = Set(#"()[]{}|^$\"#.utf8)

    /// Capturing groups of a regular expression.
    static func captureCount(_ path: String) -> Int {
        let bytes = Array(path.utf8)
        var count = 0
        var index = 0
        var isInClass = false
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\\"): index += 1
            case UInt8(ascii: "["): isInClass = true
            case UInt8(ascii: "]"): isInClass = false
            case UInt8(ascii: "(") where !isInClass:
                if index + 1 >= bytes.count || bytes[index + 1] != UInt8(ascii: "?") { count += 1 }
            default: break
            }
            index += 1
        }
        return count
    }

    /// What ALB refuses in a path that is matched literally, each once, in order.
    static func forbidden(in path: String) -> [Character] { distinct(path) { forbiddenBytes.contains($0) } }

    /// What is outside the documented alphabet besides, each once, in order.
    static func doubtful(in path: String) -> [Character] {
        distinct(path) { !forbiddenBytes.contains($0) && !isLegal($0) }
    }

    private static let forbiddenBytes = Set(#"()[]{}|^\`"#.utf8)
    private static let legalMarks = Set("-_.+/&~@:*?".utf8)

    private static func isLegal(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: legalMarks.contains(byte)
        }
    }

    private static func distinct(_ path: String, _ isWanted: (UInt8) -> Bool) -> [Character] {
        guard path.utf8.contains(where: isWanted) else { return [] }
        var found: [Character] = []
        var seen: Set<Character> = []
        for character in path where character.utf8.contains(where: isWanted) && seen.insert(character).inserted {
            found.append(character)
        }
        return found
    }
}

extension [Character] {
    /// `"(" ")"`, at most eight of them.
    var quoted: String {
        prefix(8).map { "\"\($0)\"" }.joined(separator: " ") + (count > 8 ? " ..." : "")
    }
}
