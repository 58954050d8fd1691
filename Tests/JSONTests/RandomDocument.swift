import TestSupport

/// Writes random JSON texts, with random white space and every way to spell a string.
struct RandomDocument {
    private var random: SeededGenerator
    private(set) var text = ""

    init(seed: UInt64, depth: Int = 5) {
        random = SeededGenerator(seed: seed)
        value(depth: depth)
    }

    private mutating func value(depth: Int) {
        space()
        switch Int.random(in: 0..<(depth > 0 ? 10 : 6), using: &random) {
        case 0: text += pick(["null", "true", "false"])
        case 1, 2: number()
        case 3, 4, 5: string()
        case 6, 7: array(depth: depth - 1)
        default: object(depth: depth - 1)
        }
        space()
    }

    private mutating func array(depth: Int) {
        text += "["
        for index in 0..<Int.random(in: 0..<6, using: &random) {
            if index > 0 { text += "," }
            value(depth: depth)
        }
        space()
        text += "]"
    }

    private mutating func object(depth: Int) {
        text += "{"
        for index in 0..<Int.random(in: 0..<24, using: &random) / (4 - min(depth, 3)) {
            if index > 0 { text += "," }
            space()
            // The number keeps keys apart, also under the canonical equivalence of a dictionary of Foundation's.
            string(suffix: "\(index)")
            space()
            text += ":"
            value(depth: depth)
        }
        space()
        text += "}"
    }

    private mutating func string(suffix: String = "") {
        text += "\""
        for _ in 0..<Int.random(in: 0..<12, using: &random) {
            text += pick([
                "a", "Z", "0", " ", "/", "{", "}", "[", "]", ":", ",", "alb.ingress", "\\\"", "\\\\", "\\/", "\\b",
                "\\f",
                "\\n", "\\r", "\\t", "\\u0041", "\\u00e9", "\\u0000", "\\u4E2d", "\\ud83d\\ude00", "\\uD834\\uDD1E",
                "é", "中", "😀", "\u{7F}", "\u{2028}", "e\u{301}",
            ])
        }
        text += suffix + "\""
    }

    private mutating func number() {
        if random.chance(30) { text += "-" }
        text += random.chance(20) ? "0" : String(Int.random(in: 1..<1_000_000, using: &random))
        if random.chance(40) { text += ".\(Int.random(in: 0..<100_000, using: &random))" }
        guard random.chance(30) else { return }
        text += pick(["e", "E"]) + pick(["", "+", "-"]) + String(Int.random(in: 0..<30, using: &random))
    }

    private mutating func space() {
        if random.chance(15) { text += pick([" ", "\n", "\r\n", "\t", "    "]) }
    }

    private mutating func pick(_ choices: [String]) -> String { choices.randomElement(using: &random) ?? "" }
}
