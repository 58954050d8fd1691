/// A text with `*` (any run, be it empty) and `?` (exactly one byte), as ALB matches hosts and paths.
///
/// Matching costs time proportional to the text times the pattern's length in machine words, whatever the pattern: the
/// parts between the stars are found one behind the other, each at its leftmost place.
package struct WildcardPattern: Hashable, Sendable {
    /// Bytes and wildcards; of neighbouring wildcards the question marks stand first and one star remains.
    let symbols: [Symbol]
    private let partRanges: [Range<Int>]

    typealias Symbol = UInt16
    static let star: Symbol = 256
    static let anyOne: Symbol = 257

    package init(_ text: String) {
        self.init(bytes: text.utf8)
    }

    init(bytes: some Sequence<UInt8>) {
        var symbols: [Symbol] = []
        var pendingStar = false
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "*"): pendingStar = true
            case UInt8(ascii: "?"): symbols.append(Self.anyOne)
            default:
                if pendingStar { symbols.append(Self.star) }
                pendingStar = false
                symbols.append(Symbol(byte))
            }
        }
        if pendingStar { symbols.append(Self.star) }
        self.symbols = symbols
        partRanges = Self.parts(of: symbols)
    }

    private static func parts(of symbols: [Symbol]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        for (index, symbol) in symbols.enumerated() where symbol == star {
            ranges.append(start..<index)
            start = index + 1
        }
        ranges.append(start..<symbols.count)
        return ranges
    }

    package var hasWildcards: Bool { symbols.contains { $0 >= Self.star } }

    /// Matches everything.
    package var isOnlyStar: Bool { symbols == [Self.star] }

    /// The bytes before the first wildcard.
    package var literalPrefix: [UInt8] {
        symbols.prefix { $0 < Self.star }.map { UInt8(truncatingIfNeeded: $0) }
    }

    package func matches(_ text: String) -> Bool { matches(text.utf8.map { Symbol($0) }) }

    /// Whether every text that `other` matches is matched by this pattern too.
    ///
    /// True is always right. False may be wrong only where `other` has a star that several wildcards here would have to
    /// share with its neighbours, such as `?*` against `*a`.
    package func covers(_ other: WildcardPattern) -> Bool { matches(other.symbols) }

    private func matches(_ text: [Symbol]) -> Bool {
        guard let first = partRanges.first, let last = partRanges.last else { return false }
        guard partRanges.count > 1 else {
            return text.count == symbols.count && fits(first, in: text, at: 0)
        }
        guard text.count >= first.count + last.count, fits(first, in: text, at: 0),
            fits(last, in: text, at: text.count - last.count)
        else { return false }
        var position = first.count
        let end = text.count - last.count
        for part in partRanges.dropFirst().dropLast() {
            guard let found = WildcardSearch(Array(symbols[part])).firstEnd(in: text, from: position, to: end)
            else { return false }
            position = found
        }
        return position <= end
    }

    private func fits(_ part: Range<Int>, in text: [Symbol], at position: Int) -> Bool {
        for offset in 0..<part.count
        where !Self.admits(symbols[part.lowerBound + offset], text[position + offset]) {
            return false
        }
        return true
    }

    /// A star of the other pattern stands for any run, so only a star takes it.
    @inline(__always)
    static func admits(_ pattern: Symbol, _ symbol: Symbol) -> Bool {
        pattern == symbol || (pattern == anyOne && symbol != star)
    }
}

extension WildcardPattern: CustomStringConvertible {
    package var description: String {
        let bytes = symbols.map { symbol -> UInt8 in
            switch symbol {
            case Self.star: UInt8(ascii: "*")
            case Self.anyOne: UInt8(ascii: "?")
            default: UInt8(truncatingIfNeeded: symbol)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
