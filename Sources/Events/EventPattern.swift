/// How an error is recognised: words in their order, with room for what differs from case to case.
///
/// Written as text: `...` stands for up to ``room`` words, `#` for a number, `<>` for any one word; a word that ends in
/// `~` stands for all that begin like it.
struct EventPattern: Hashable, Sendable, ExpressibleByStringLiteral {
    enum Part: Hashable, Sendable {
        case word(String)
        case beginning(String)
        case number
        case any
    }

    /// Parts that follow each other; between two chunks there is room.
    private let chunks: [[Part]]

    /// Words that may stand in a gap.
    static let room = 60

    init(stringLiteral text: String) {
        var chunks: [[Part]] = [[]]
        for piece in text.split(separator: " ") {
            switch piece {
            case "...": chunks.append([])
            case "#": chunks[chunks.count - 1].append(.number)
            case "<>": chunks[chunks.count - 1].append(.any)
            default:
                let words = EventWords(piece).words
                var parts = words.map { Part.word($0) }
                if piece.hasSuffix("~"), let last = words.last { parts[parts.count - 1] = .beginning(last) }
                chunks[chunks.count - 1] += parts
            }
        }
        self.chunks = chunks.filter { !$0.isEmpty }
    }

    /// The words that tell, for nearness.
    var words: [String] {
        chunks.joined().compactMap { part in
            switch part {
            case .word(let word), .beginning(let word): word
            case .number, .any: nil
            }
        }
    }

    /// Where the pattern stands first: the positions of its words; nil where it does not.
    func match(_ text: [String]) -> [Int]? {
        guard let first = chunks.first else { return nil }
        var start = 0
        while let found = Self.find(first, in: text, from: start, within: text.count) {
            if let rest = matchRest(text, behind: found.upperBound) { return Array(found) + rest }
            start = found.lowerBound + 1
        }
        return nil
    }

    private func matchRest(_ text: [String], behind start: Int) -> [Int]? {
        var positions: [Int] = []
        var start = start
        for chunk in chunks.dropFirst() {
            guard let found = Self.find(chunk, in: text, from: start, within: Self.room) else { return nil }
            positions += Array(found)
            start = found.upperBound
        }
        return positions
    }

    private static func find(_ chunk: [Part], in text: [String], from start: Int, within room: Int) -> Range<Int>? {
        let last = min(text.count - chunk.count, start + room)
        guard start <= last else { return nil }
        for index in start...last {
            let isThere = zip(chunk, text[index...]).allSatisfy { part, word in part.matches(word) }
            if isThere { return index..<index + chunk.count }
        }
        return nil
    }
}

extension EventPattern.Part {
    fileprivate func matches(_ word: String) -> Bool {
        switch self {
        case .word(let wanted): word == wanted
        case .beginning(let wanted): word.hasPrefix(wanted)
        case .number: word.utf8.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
        case .any: true
        }
    }
}
