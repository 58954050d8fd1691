import Admission
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

    @Test func aHostileWordCostsNoMoreThanALongOne() {
        let word = String(repeating: "x", count: 1_000_000)
        #expect(Suggestion.nearest(to: word, in: ["profile"]) == nil)
    }
}
