import Admission
import Kubernetes
import Rules
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

    private static func finding(_ index: Int, effect: Int, fix: String = "write something else") -> Finding {
        Finding(
            rule: RuleCatalog.standard.descriptions[0],
            severity: .warn,
            place: Place(FieldPath("spec", "rules").index(index)),
            problem: "is wrong \(index)",
            effect: String(repeating: "e", count: effect),
            fix: Fix(fix),
            value: ""
        )
    }

    /// The effect goes before anything else.
    @Test(arguments: [20, 60])
    func problemAndFixSurvive(_ count: Int) {
        let warnings = WarningBudget.fit((0..<count).map { WarningText(Self.finding($0, effect: 400)) })
        #expect(WarningOracle.objections(to: warnings) == [])
        for warning in warnings where !warning.hasSuffix("more warnings") {
            #expect(warning.contains(": is wrong ") && warning.hasSuffix(" Fix: write something else."), "\(warning)")
            #expect(!warning.contains("eee"))
        }
        #expect(warnings.count >= 20)
    }

    @Test func partsThatAreTooLongAreCutEachForItself() {
        let long = Self.finding(0, effect: 5000, fix: "write " + String(repeating: "f", count: 5000))
        let short = WarningText(long).fitted(to: 256)
        #expect(short.unicodeScalars.count <= 256)
        #expect(short.hasPrefix("[ALB100] spec.rules[0]: is wrong 0. Fix: write fff") && short.hasSuffix("..."))
        let note = WarningText("nothing was done: " + String(repeating: "x", count: 300) + ". Fix: do it.").fitted(
            to: 256
        )
        #expect(note.unicodeScalars.count <= 256 && note.hasPrefix("nothing") && note.hasSuffix("... Fix: do it."))
    }

    /// What `/mutate` said to the same request counts too.
    @Test func aCreationLeavesRoomForTheNotesOfItsMutation() {
        let warnings = (0..<40).map { WarningText(Self.finding($0, effect: 200)) }
        let sum = WarningBudget.fit(warnings, room: WarningBudget.besideMutation).reduce(0) {
            $0 + $1.unicodeScalars.count
        }
        #expect(sum <= WarningBudget.besideMutation)
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
