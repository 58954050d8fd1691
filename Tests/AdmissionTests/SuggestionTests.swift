import Admission
import TestSupport
import Testing

struct SuggestionTests {
    @Test(
        arguments: [
            ("profil", "profile"), ("PROFILE", "profile"), ("porfile", "profile"), ("rules", "rules"),
            ("ruls", "rules"),
            ("x", nil), ("", nil), ("completely-different", nil), ("rulesrulesrules", nil),
        ] as [(String, String?)]
    )
    func findsTheNearestKnownWord(_ word: String, _ nearest: String?) {
        #expect(Suggestion.nearest(to: word, in: ["profile", "rules", "preset"]) == nearest)
    }

    @Test(arguments: [("Intrenet", nil), ("Internt", "Internet"), ("Intrant", "Intranet"), ("Public", nil)])
    func oneOfTwoThatAreEquallyNearIsNotCertain(_ word: String, _ nearest: String?) {
        #expect(Suggestion.onlyNearest(to: word, in: ["Internet", "Intranet"]) == nearest)
    }

    @Test func digitsAreNotMistyped() {
        #expect(Suggestion.onlyNearest(to: "IPv6", in: ["IPv4", "DualStack"]) == nil)
        #expect(Suggestion.onlyNearest(to: "IVp4", in: ["IPv4", "DualStack"]) == "IPv4")
    }

    @Test(arguments: [
        ("scheduler", ["backend-scheduler-value"]), ("SESSION", ["sticky-session"]), ("sched", []), ("", []),
    ])
    func findsNamesThatHaveTheWord(_ word: String, _ names: [String]) {
        #expect(Suggestion.having(word, in: ["backend-scheduler-value", "sticky-session", "cors"]) == names)
    }

    /// A long word may have a few slips, not ten.
    @Test func aLongWordIsNotNearToEverything() {
        #expect(Suggestion.nearest(to: "load-balancer-resource-group", in: ["backend-server-resource-group"]) == nil)
    }

    @Test(arguments: [("", "", 0), ("a", "", 1), ("abc", "acb", 1), ("kitten", "sitting", 3), ("ab", "ba", 1)])
    func countsEdits(_ left: String, _ right: String, _ distance: Int) {
        #expect(Suggestion.distance(Array(left.utf8), Array(right.utf8)) == distance)
    }

    /// By the definition: the table as a whole.
    private static func naiveDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var table = (0...left.count).map { row in (0...right.count).map { row == 0 ? $0 : $0 == 0 ? row : 0 } }
        for row in 1..<max(1, left.count + 1) {
            for column in 1..<max(1, right.count + 1) {
                let cost = left[row - 1] == right[column - 1] ? 0 : 1
                var best = min(
                    table[row - 1][column] + 1,
                    table[row][column - 1] + 1,
                    table[row - 1][column - 1] + cost
                )
                if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
                    best = min(best, table[row - 2][column - 2] + 1)
                }
                table[row][column] = best
            }
        }
        return table[left.count][right.count]
    }

    @Test("shortcuts find what the whole table does")
    func likeTheWholeTable() {
        var random = SeededGenerator(seed: 11)
        func word() -> String { random.text("abc", upTo: 8) }
        for _ in 0..<4_000 {
            let (left, right) = (Array(word().utf8), Array(word().utf8))
            if Suggestion.distance(left, right) != Self.naiveDistance(left, right) {
                Issue.record("\(String(decoding: left, as: UTF8.self)) \(String(decoding: right, as: UTF8.self))")
            }
            let (meant, known) = (word(), (0..<6).map { _ in word() })
            let limit = meant.utf8.count <= 4 ? 1 : 2
            let near = known.map { Self.naiveDistance(Array(meant.utf8), Array($0.utf8)) }
            let least = near.min().flatMap { $0 <= limit ? $0 : nil }
            let expected = least.flatMap { near.firstIndex(of: $0) }.map { known[$0] }
            if Suggestion.nearest(to: meant, in: known) != expected { Issue.record("\(meant) in \(known)") }
        }
    }

    @Test func aHostileWordCostsNoMoreThanALongOne() {
        let word = String(repeating: "x", count: 1_000_000)
        #expect(Suggestion.nearest(to: word, in: ["profile"]) == nil)
    }
}
