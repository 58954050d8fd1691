/// Finds the leftmost place of a part without stars: short ones by trying, long ones with the Shift-And method, whose
/// state is one bit for each symbol of the part.
struct WildcardSearch {
    private typealias Symbol = WildcardPattern.Symbol
    private let part: [WildcardPattern.Symbol]

    init(_ part: [WildcardPattern.Symbol]) {
        self.part = part
    }

    /// The index behind the first occurrence that lies within the bounds.
    func firstEnd(in text: [WildcardPattern.Symbol], from start: Int, to end: Int) -> Int? {
        guard start + part.count <= end else { return nil }
        return part.count <= 16 ? tryEach(text, start, end) : shiftAnd(text, start, end)
    }

    private func tryEach(_ text: [WildcardPattern.Symbol], _ start: Int, _ end: Int) -> Int? {
        var position = start
        next: while position + part.count <= end {
            for offset in part.indices where !WildcardPattern.admits(part[offset], text[position + offset]) {
                position += 1
                continue next
            }
            return position + part.count
        }
        return nil
    }

    private func shiftAnd(_ text: [WildcardPattern.Symbol], _ start: Int, _ end: Int) -> Int? {
        let words = (part.count + 63) / 64
        let (masks, wildcards) = masks(words)
        let none = [UInt64](repeating: 0, count: words)
        var state = none
        let lastWord = words - 1
        let lastBit = UInt64(1) << UInt64((part.count - 1) % 64)
        for position in start..<end {
            let symbol = text[position]
            let mask = masks[symbol] ?? (symbol == WildcardPattern.star ? none : wildcards)
            var carry: UInt64 = 1
            for word in 0..<words {
                let next = state[word] >> 63
                state[word] = (state[word] << 1 | carry) & mask[word]
                carry = next
            }
            if state[lastWord] & lastBit != 0 { return position + 1 }
        }
        return nil
    }

    /// For each symbol of the part the places that admit it, and the places that admit any symbol but a star.
    private func masks(_ words: Int) -> (bySymbol: [WildcardPattern.Symbol: [UInt64]], wildcards: [UInt64]) {
        var wildcards = [UInt64](repeating: 0, count: words)
        for (index, symbol) in part.enumerated() where symbol == WildcardPattern.anyOne {
            wildcards[index / 64] |= 1 << UInt64(index % 64)
        }
        var bySymbol: [WildcardPattern.Symbol: [UInt64]] = [:]
        for (index, symbol) in part.enumerated() where symbol != WildcardPattern.anyOne {
            bySymbol[symbol, default: wildcards][index / 64] |= 1 << UInt64(index % 64)
        }
        return (bySymbol, wildcards)
    }
}
