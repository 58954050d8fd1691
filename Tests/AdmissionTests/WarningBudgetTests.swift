import Admission
import TestSupport
import Testing

struct WarningBudgetTests {
    @Test(
        arguments: [
            ([], []),
            (["a", "b", "a"], ["a", "b"]),
            (["a\nb\t\u{0}c\u{1B}[31m\u{7F}\u{85}\u{2028}d\u{202E}e"], ["a b  c [31m   d e"]),
            (["é中😀"], ["é中😀"]),
            ([String(repeating: "x", count: 4096)], [String(repeating: "x", count: 4096)]),
            ([String(repeating: "x", count: 4097)], [String(repeating: "x", count: 253) + "..."]),
        ] as [([String], [String])]
    )
    func makesWarningsThatArrive(_ warnings: [String], _ expected: [String]) {
        #expect(WarningBudget.fit(warnings) == expected)
    }

    @Test func theLastOneCountsWhatIsMissing() {
        let many = (0..<10_000).map { "warning \($0) " + String(repeating: "x", count: 300) }
        let fitted = WarningBudget.fit(many)
        #expect(fitted.count == 16)
        #expect(fitted.last == "9985 more warnings")
        #expect(WarningOracle.objections(to: fitted) == [])
    }

    @Test func everyMixtureFits() {
        let seed: UInt64 = 4096
        var random = SeededGenerator(seed: seed)
        for round in 0..<300 {
            let warnings = (0..<Int.random(in: 0..<60, using: &random)).map { number in
                "\(number)"
                    + String(
                        repeating: random.pick(["x", "é", "😀", "\n"]),
                        count: random.pick([0, 50, 200, 300, 4000])
                    )
            }
            #expect(WarningOracle.objections(to: WarningBudget.fit(warnings)) == [], "seed \(seed), round \(round)")
        }
    }
}
