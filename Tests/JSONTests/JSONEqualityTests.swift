import JSON
import TestSupport
import Testing

struct JSONEqualityTests {
    @Test(.namesItsCase) func holds() {
        forEachCase(of: [
            ("1.0", "1e0"), ("1", "10e-1"), ("1e0", "10e-1"), ("0", "-0"), ("0", "0.0e99999999999999999999"),
            ("-1.50", "-15e-1"),
            ("100", "1E+2"), ("0.001", "1e-3"), ("1e1000000000000", "10e999999999999"),
            ("1e100000000000000000000", "0.1e100000000000000000001"),
            ("1e1000000000000000000", "10e999999999999999999"),
            ("1e-1000000000000000000", "0.1e-999999999999999999"),
            ("1e-100000000000000000000", "10e-100000000000000000001"),
            ("12345678901234567890123", "1.2345678901234567890123e22"), ("1e00000000000000000000002", "100"),
            (#""a""#, #""\u0061""#), (#""\/""#, #""/""#), (#""\ud83d\ude00""#, "\"😀\""), ("[1, 2]", "[1.0,2]"),
            (#"{"a":1,"b":[{}]}"#, #"{ "b" : [ { } ] , "\u0061" : 1.0 }"#), ("[]", "[ ]"), ("null", " null "),
            (#"{"a":1,"a":2}"#, #"{"a":2}"#), (#"{"a":2,"b":1}"#, #"{"a":1,"b":1,"a":2}"#),
        ]) { (left, right) throws in
            #expect(try Self.areEqual(left, right))
            #expect(try Self.areEqual(right, left))
        }
    }

    @Test(.namesItsCase) func doesNotHold() {
        forEachCase(of: [
            ("1", "1.0000000000000000000000001"), ("1", "-1"), ("1", "10"), ("1e1000000000000", "1e1000000000001"),
            ("1e100000000000000000000", "1e-100000000000000000000"),
            ("1e100000000000000000000", "1e100000000000000000001"),
            ("9007199254740993", "9007199254740992"), ("1", "\"1\""), ("0", "false"), ("null", "false"),
            ("true", "false"),
            ("\"\"", "null"), ("[]", "{}"), ("[1,2]", "[2,1]"), ("[1]", "[1,1]"), (#"{"a":1}"#, #"{"a":2}"#),
            (#"{"a":1}"#, #"{"b":1}"#), (#"{"a":1}"#, #"{"a":1,"b":1}"#), (#"{"a":null}"#, "{}"), (#""a""#, #""A""#),
            ("\"é\"", "\"e\u{301}\""), (#"{"é":1}"#, "{\"e\u{301}\":1}"), (#"{"a":1,"a":2}"#, #"{"a":1}"#),
            (#"{"a":1,"a":1}"#, #"{"a":1,"b":1}"#),
        ]) { (left, right) throws in
            #expect(try !Self.areEqual(left, right))
            #expect(try !Self.areEqual(right, left))
        }
    }

    @Test
    func ignoresTheOrderOfManyMembers() throws {
        let members = (0..<1000).map { "\"k\($0)\":\($0)" }
        let left = "{" + members.joined(separator: ",") + "}"
        #expect(try Self.areEqual(left, "{" + members.reversed().joined(separator: " , ") + "}"))
        #expect(try !Self.areEqual(left, "{" + (members.dropLast() + ["\"k\":0"]).joined(separator: ",") + "}"))
    }

    @Test
    func needsNoStackForDepth() throws {
        let open = String(repeating: "[{\"a\":", count: 5000)
        let close = String(repeating: "}]", count: 5000)
        #expect(try Self.areEqual(open + "1" + close, open + "1.0" + close))
        #expect(try !Self.areEqual(open + "1" + close, open + "2" + close))
    }

    @Test
    func comparesPartsOfDocuments() throws {
        let document = try JSONDocument.make(#"{"a":{"x":[1,2]},"b":{"x":[1.0,2]},"c":{"x":[2,1]}}"#)
        let parts = document.members(document.root).map(\.value)
        #expect(document.isEqual(parts[0], to: parts[1], in: document))
        #expect(!document.isEqual(parts[0], to: parts[2], in: document))
    }

    private static func areEqual(_ left: String, _ right: String) throws -> Bool {
        let left = try JSONDocument.make(left)
        let right = try JSONDocument.make(right)
        return left.isEqual(left.root, to: right.root, in: right)
    }
}
