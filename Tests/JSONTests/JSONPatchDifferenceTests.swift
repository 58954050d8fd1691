import TestSupport
import JSON
import Testing

struct JSONPatchDifferenceTests {
    @Test(arguments: [
        ("1", "1.0", "[]"), ("1", "2", #"[{"op":"replace","path":"","value":2}]"#),
        ("[]", "{}", #"[{"op":"replace","path":"","value":{}}]"#), (#"{"a":1,"b":2}"#, #"{"b":2.0,"a":1}"#, "[]"),
        (#"{"a":1}"#, #"{"a":1,"b/c":[1, 2]}"#, #"[{"op":"add","path":"/b~1c","value":[1, 2]}]"#),
        (#"{"a":1,"b":2}"#, #"{"b":2}"#, #"[{"op":"remove","path":"/a"}]"#),
        (
            #"{"a":{"b":{"c":1,"d":2}}}"#, #"{"a":{"b":{"c":1,"d":3}}}"#,
            #"[{"op":"replace","path":"/a/b/d","value":3}]"#
        ),
        ("[1,2,3]", "[1,3]", #"[{"op":"remove","path":"/1"}]"#),
        ("[1,3]", "[1,2,3]", #"[{"op":"add","path":"/1","value":2}]"#),
        ("[1,2]", "[1,2,3,4]", #"[{"op":"add","path":"/2","value":3},{"op":"add","path":"/3","value":4}]"#),
        ("[1,2,3,4]", "[1]", #"[{"op":"remove","path":"/3"},{"op":"remove","path":"/2"},{"op":"remove","path":"/1"}]"#),
        ("[1,1]", "[1,1,1]", #"[{"op":"add","path":"/2","value":1}]"#),
        (#"[{"a":1},{"a":2}]"#, #"[{"a":1},{"a":3}]"#, #"[{"op":"replace","path":"/1/a","value":3}]"#),
        (#"{"\u0061":1}"#, #"{"a":2}"#, #"[{"op":"replace","path":"/a","value":2}]"#),
        (
            #"{"é":1}"#, "{\"e\u{301}\":1}",
            "[{\"op\":\"remove\",\"path\":\"/é\"},{\"op\":\"add\",\"path\":\"/e\u{301}\",\"value\":1}]"
        ),
    ])
    func namesOnlyWhatChanged(from: String, to: String, expected: String) throws {
        #expect(try Self.checkedDifference(from, to).serialized().text == expected)
    }

    @Test(.namesItsCase) func leadsFromAnyDocumentToAnyOther() {
        forEachCase(of: UInt64(0)..<150) { seed in
            _ = try Self.checkedDifference(RandomDocument(seed: seed).text, RandomDocument(seed: seed + 10_000).text)
        }
    }

    @Test(.namesItsCase) func leadsFromAReviewToADamagedOne() {
        forEachCase(of: UInt64(0)..<60) { seed in
            var random = SeededGenerator(seed: seed)
            let review = try Fixture.bytes("review-small.json")
            var damaged = review
            for _ in 0..<8 {
                let place = Int.random(in: 0..<review.count, using: &random)
                let old = damaged[place]
                damaged[place] = UInt8(ascii: "x")
                if (try? JSONDocument(parsing: damaged).duplicateKey) != .some(nil) { damaged[place] = old }
            }
            _ = try Self.checkedDifference(review.text, damaged.text)
        }
    }

    @Test
    func comparesLargeAndDeepDocuments() throws {
        let members = (0..<500).map { "\"k\($0)\":\($0)" }
        let changed = members.reversed().map { $0 == "\"k77\":77" ? "\"k77\":[]" : $0 }
        let patch = try Self.checkedDifference(
            "{" + members.joined(separator: ",") + "}",
            "{" + changed.joined(separator: ",") + "}"
        )
        #expect(patch.serialized().text == #"[{"op":"replace","path":"/k77","value":[]}]"#)
        let open = String(repeating: "[{\"a\":", count: 1000)
        let close = String(repeating: "}]", count: 1000)
        let deep = try Self.checkedDifference(open + "1" + close, open + "2" + close)
        #expect(deep.operations.count == 1)
        #expect(deep.operations.first?.path.tokens.count == 2000)
    }

    private static func checkedDifference(_ from: String, _ to: String) throws -> JSONPatch {
        let from = try JSONDocument.make(from)
        let to = try JSONDocument.make(to)
        let patch = JSONPatch.difference(from: from, to: to)
        let result = try JSONDocument(parsing: patch.apply(to: from))
        #expect(result.isEqual(result.root, to: to.root, in: to))
        #expect(try JSONPatch(parsing: JSONDocument(parsing: patch.serialized())) == patch)
        return patch
    }
}
