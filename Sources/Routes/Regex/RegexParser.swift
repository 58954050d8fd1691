/// What a regular expression is made of.
indirect enum RegexTree {
    case byte(ByteSet)
    case start
    case end
    case sequence([RegexTree])
    case either([RegexTree])
    /// No upper bound: any number.
    case times(RegexTree, Int, Int?)
}

/// Reads the common core of regular expressions; nil for everything beyond it.
struct RegexParser {
    private let text: [UInt8]
    private let ignoresCase: Bool
    private var position = 0

    /// Bounds on nesting and on counts.
    private static let deepest = 32
    private static let mostTimes = 255

    init(_ text: [UInt8], ignoresCase: Bool) {
        self.text = text
        self.ignoresCase = ignoresCase
    }

    mutating func parse() -> RegexTree? {
        guard let tree = alternatives(depth: 0), position == text.count else { return nil }
        return tree
    }

    private var next: UInt8? { position < text.count ? text[position] : nil }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: scalar) else { return false }
        position += 1
        return true
    }

    private mutating func alternatives(depth: Int) -> RegexTree? {
        guard depth < Self.deepest else { return nil }
        var all: [RegexTree] = []
        repeat {
            var parts: [RegexTree] = []
            while let byte = next, byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")") {
                guard let atom = atom(depth: depth), let whole = repeated(atom) else { return nil }
                parts.append(whole)
            }
            all.append(.sequence(parts))
        } while take("|")
        return all.count == 1 ? all[0] : .either(all)
    }

    private mutating func atom(depth: Int) -> RegexTree? {
        guard let byte = next else { return nil }
        position += 1
        switch byte {
        case UInt8(ascii: "("):
            if take("?"), !take(":") { return nil }
            guard let inner = alternatives(depth: depth + 1), take(")") else { return nil }
            return inner
        case UInt8(ascii: "["): return set().map(RegexTree.byte)
        case UInt8(ascii: "."): return .byte(.all)
        case UInt8(ascii: "^"): return .start
        case UInt8(ascii: "$"): return .end
        case UInt8(ascii: "\\"): return escape().map { .byte(cased($0)) }
        case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"): return nil
        default: return .byte(cased(ByteSet(byte...byte)))
        }
    }

    private func cased(_ set: ByteSet) -> ByteSet { ignoresCase ? set.withBothCases : set }

    private mutating func repeated(_ atom: RegexTree) -> RegexTree? {
        let result: RegexTree
        if take("*") {
            result = .times(atom, 0, nil)
        } else if take("+") {
            result = .times(atom, 1, nil)
        } else if take("?") {
            result = .times(atom, 0, 1)
        } else if next == UInt8(ascii: "{"), let counts = counts() {
            result = .times(atom, counts.least, counts.most)
        } else {
            return atom
        }
        // A lazy one finds the same; a possessive one, or two in a row, is another language.
        _ = take("?")
        if let byte = next, byte == UInt8(ascii: "*") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "?") {
            return nil
        }
        return result
    }

    /// `{2}`, `{2,}`, `{2,5}`; anything else is text.
    private mutating func counts() -> (least: Int, most: Int?)? {
        let start = position
        position += 1
        guard let least = number() else { return giveUp(start) }
        var most: Int? = least
        if take(",") { most = next == UInt8(ascii: "}") ? nil : number() ?? -1 }
        guard take("}"), most.map({ $0 >= least }) ?? true else { return giveUp(start) }
        return (least, most)
    }

    private mutating func giveUp(_ start: Int) -> (least: Int, most: Int?)? {
        position = start
        return nil
    }

    private mutating func number() -> Int? {
        var value: Int?
        while let byte = next, (0x30...0x39).contains(byte) {
            let number = (value ?? 0) * 10 + Int(byte - 0x30)
            guard number <= Self.mostTimes else { return nil }
            value = number
            position += 1
        }
        return value
    }

    private mutating func set() -> ByteSet? {
        let isInverted = take("^")
        var set = ByteSet()
        var isFirst = true
        while let byte = next, isFirst || byte != UInt8(ascii: "]") {
            isFirst = false
            position += 1
            guard byte != UInt8(ascii: "[") || next != UInt8(ascii: ":") else { return nil }
            guard byte != UInt8(ascii: "\\") else {
                guard let escaped = escape() else { return nil }
                set.formUnion(escaped)
                continue
            }
            guard next == UInt8(ascii: "-"), position + 1 < text.count, text[position + 1] != UInt8(ascii: "]") else {
                set.insert(byte)
                continue
            }
            let last = text[position + 1]
            guard last != UInt8(ascii: "\\"), byte <= last else { return nil }
            set.formUnion(ByteSet(byte...last))
            position += 2
        }
        guard take("]") else { return nil }
        let whole = cased(set)
        return isInverted ? whole.inverted : whole
    }

    private mutating func escape() -> ByteSet? {
        guard let byte = next else { return nil }
        position += 1
        switch byte {
        case UInt8(ascii: "d"): return Self.digits
        case UInt8(ascii: "D"): return Self.digits.inverted
        case UInt8(ascii: "w"): return Self.word
        case UInt8(ascii: "W"): return Self.word.inverted
        case UInt8(ascii: "s"): return Self.blanks
        case UInt8(ascii: "S"): return Self.blanks.inverted
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            return nil
        default: return ByteSet(byte...byte)
        }
    }

    private static let digits = ByteSet(0x30...0x39)
    private static let blanks: ByteSet = {
        var set = ByteSet(0x09...0x0D)
        set.insert(0x20)
        return set
    }()
    private static let word: ByteSet = {
        var set = digits
        set.formUnion(ByteSet(0x41...0x5A))
        set.formUnion(ByteSet(0x61...0x7A))
        set.insert(UInt8(ascii: "_"))
        return set
    }()
}
