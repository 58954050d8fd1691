import ALBController
import TestSupport
import Testing

struct WildcardPatternTests {
    /// By dynamic programming over every pair of prefixes: slow and plainly right.
    private static func naive(_ pattern: String, _ text: String) -> Bool {
        let pattern = Array(pattern.utf8)
        let text = Array(text.utf8)
        var row = [true] + [Bool](repeating: false, count: text.count)
        for symbol in pattern {
            var next = [symbol == UInt8(ascii: "*") && row[0]]
            for (index, byte) in text.enumerated() {
                switch symbol {
                case UInt8(ascii: "*"): next.append(row[index + 1] || next[index])
                case UInt8(ascii: "?"): next.append(row[index])
                default: next.append(row[index] && byte == symbol)
                }
            }
            row = next
        }
        return row.last ?? false
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func matchesAsTheNaiveMatcherDoes(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<1_500 {
            let pattern = random.text("ab*?", upTo: 9)
            let text = random.text("ab", upTo: 12)
            #expect(
                WildcardPattern(pattern).matches(text) == Self.naive(pattern, text),
                "seed \(seed): \(pattern) on \(text)"
            )
        }
    }

    /// Parts longer than 16 and than 64 symbols take other ways.
    @Test(arguments: 0..<4 as Range<UInt64>)
    func matchesLongPartsAsTheNaiveMatcherDoes(seed: UInt64) {
        var random = SeededGenerator(seed: 100 + seed)
        for _ in 0..<60 {
            let inner = random.text("aaaaaaaab", upTo: 150)
            let masked = String(inner.map { Int.random(in: 0..<9, using: &random) == 0 ? "?" : $0 })
            let pattern = "*\(masked)*\(random.text("ab", upTo: 20))"
            let text = random.text("aab", upTo: 20) + inner + random.text("ab", upTo: 40)
            #expect(WildcardPattern(pattern).matches(text) == Self.naive(pattern, text), "seed \(seed): \(pattern)")
        }
    }

    @Test(arguments: 0..<4 as Range<UInt64>)
    func aCoverIsAlwaysRight(seed: UInt64) {
        var random = SeededGenerator(seed: 200 + seed)
        for _ in 0..<1_000 {
            let wide = random.text("ab*?", upTo: 6)
            let narrow = random.text("ab*?", upTo: 6)
            guard WildcardPattern(wide).covers(WildcardPattern(narrow)) else { continue }
            for _ in 0..<20 {
                let text = random.text("abc", upTo: 9)
                guard Self.naive(narrow, text) else { continue }
                #expect(Self.naive(wide, text), "seed \(seed): \(wide) over \(narrow) on \(text)")
            }
        }
    }

    @Test(arguments: [
        ("*", ""), ("*", "a*b?"), ("/a*", "/a"), ("/a*", "/a/*"), ("/a?", "/ab"), ("?*", "*?"), ("**a", "*a"),
        ("*a*", "*ba"), ("/?/*", "/x/*"),
    ])
    func covers(_ wide: String, _ narrow: String) {
        #expect(WildcardPattern(wide).covers(WildcardPattern(narrow)))
    }

    @Test(arguments: [("/a", "/a*"), ("/a?", "/a*"), ("/a/*", "/a"), ("a", "?"), ("?", ""), ("/a*b", "/a*")])
    func doesNotCover(_ wide: String, _ narrow: String) {
        #expect(!WildcardPattern(wide).covers(WildcardPattern(narrow)))
    }

    /// Patterns that make a backtracking matcher try every split.
    @Test(.timeLimit(.minutes(1)))
    func hostilePatternsCostNoMoreThanOthers() {
        let text = String(repeating: "a", count: 20_000)
        #expect(!WildcardPattern(String(repeating: "*a", count: 5_000) + "*b").matches(text))
        #expect(!WildcardPattern("*" + String(repeating: "a", count: 5_000) + "b*").matches(text))
        #expect(!WildcardPattern("*" + String(repeating: "?a", count: 2_000) + "b*").matches(text))
    }
}
