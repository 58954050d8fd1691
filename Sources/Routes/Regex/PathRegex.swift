/// A regular expression over a path, found anywhere in it unless it says `^` or `$`, as nginx and its kin read it.
///
/// All ways are followed at once, so a search takes time in proportion to the path times the expression, whatever it is.
struct PathRegex {
    /// Bounds on what is read; the longest path an Ingress rule may have is shorter.
    static let longest = 1024
    static let programLimit = 4096

    enum Step {
        case byte(ByteSet)
        case fork(Int, Int)
        case jump(Int)
        case start
        case end
        case found
    }

    private let program: [Step]

    /// Nil for a text that is no regular expression, is too large, or needs what is not read here: back references,
    /// look-around, word boundaries, flags, classes by name.
    init?(_ text: String, ignoresCase: Bool) {
        guard text.utf8.count <= Self.longest else { return nil }
        var parser = RegexParser(Array(text.utf8), ignoresCase: ignoresCase)
        guard let tree = parser.parse() else { return nil }
        var compiler = RegexCompiler()
        guard compiler.add(tree) else { return nil }
        program = compiler.program + [.found]
    }

    func isFound(in path: String) -> Bool {
        let bytes = Array(path.utf8)
        var current = States(count: program.count)
        var next = States(count: program.count)
        for position in 0...bytes.count {
            if add(0, to: &current, at: position, of: bytes.count) { return true }
            guard position < bytes.count else { break }
            next.removeAll()
            for state in current.list {
                guard case .byte(let set) = program[state], set.contains(bytes[position]) else { continue }
                if add(state + 1, to: &next, at: position + 1, of: bytes.count) { return true }
            }
            swap(&current, &next)
        }
        return false
    }

    /// Follows what takes no byte; true when the end of the program is reached.
    private func add(_ start: Int, to states: inout States, at position: Int, of count: Int) -> Bool {
        var pending = [start]
        while let state = pending.popLast() {
            guard states.insert(state) else { continue }
            switch program[state] {
            case .byte: break
            case .fork(let one, let other): pending += [other, one]
            case .jump(let target): pending.append(target)
            case .start: if position == 0 { pending.append(state + 1) }
            case .end: if position == count { pending.append(state + 1) }
            case .found: return true
            }
        }
        return false
    }

    private struct States {
        private(set) var list: [Int] = []
        private var isIn: [Bool]

        init(count: Int) {
            isIn = [Bool](repeating: false, count: count)
        }

        mutating func insert(_ state: Int) -> Bool {
            guard !isIn[state] else { return false }
            isIn[state] = true
            list.append(state)
            return true
        }

        mutating func removeAll() {
            for state in list { isIn[state] = false }
            list.removeAll(keepingCapacity: true)
        }
    }
}

/// Which of the 256 bytes are meant.
struct ByteSet: Hashable {
    private var words: SIMD4<UInt64> = .zero

    static let all = ByteSet(0...255)

    init() {}

    init(_ range: ClosedRange<UInt8>) {
        for byte in range { insert(byte) }
    }

    mutating func insert(_ byte: UInt8) { words[Int(byte >> 6)] |= 1 << UInt64(byte & 63) }
    mutating func formUnion(_ other: ByteSet) { words |= other.words }
    func contains(_ byte: UInt8) -> Bool { words[Int(byte >> 6)] & (1 << UInt64(byte & 63)) != 0 }

    var inverted: ByteSet {
        var other = self
        other.words = ~words
        return other
    }

    /// With the other case of each letter.
    var withBothCases: ByteSet {
        var both = self
        for byte in UInt8(ascii: "a")...UInt8(ascii: "z") where contains(byte) || contains(byte - 32) {
            both.insert(byte)
            both.insert(byte - 32)
        }
        return both
    }
}
