/// What can be told from the text of a path.
enum PathText {
    static func hasWildcard(_ path: String) -> Bool {
        path.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
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

    /// Whether the path is a regular expression and can be nothing else: groups or classes that are closed, or `.*`.
    ///
    /// `/users/{id}` is a template, and `/*` among it all is a wildcard.
    static func isRegex(_ path: String) -> Bool {
        guard path.utf8.first == UInt8(ascii: "/"), !path.contains("/*"), !path.contains("`") else { return false }
        var text = path.utf8[...]
        var open = 0
        var isInClass = false
        var hasSign = false
        var previous: UInt8 = 0
        while let byte = text.popFirst() {
            defer { previous = byte }
            switch byte {
            case UInt8(ascii: "\\"): guard text.popFirst() != nil else { return false }
            case UInt8(ascii: "]") where isInClass: isInClass = false
            case _ where isInClass: break
            case UInt8(ascii: "["): (isInClass, hasSign) = (true, true)
            case UInt8(ascii: "("): (open, hasSign) = (open + 1, true)
            case UInt8(ascii: ")"):
                open -= 1
                guard open >= 0 else { return false }
            case UInt8(ascii: "{"):
                guard let digit = text.first, digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else {
                    return false
                }
            case UInt8(ascii: "*"), UInt8(ascii: "+"): hasSign = hasSign || previous == UInt8(ascii: ".")
            default: break
            }
        }
        return hasSign && open == 0 && !isInClass
    }

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

    static let forbiddenText = #"()[]{}|^\`"#
    private static let forbiddenBytes = Set(forbiddenText.utf8)
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
