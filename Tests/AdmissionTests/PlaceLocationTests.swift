import Admission
import JSON
import Kubernetes
import Testing

/// A place leads to the bytes that the user wrote, also through the escapes of JSON inside of JSON.
struct PlaceLocationTests {
    private static let field = FieldPath.root.key("metadata").key("annotations").key("a/b")

    private static func text(of place: Place, in json: String) throws -> (String, Bool) {
        let document = try JSONDocument(parsing: Array(json.utf8))
        let location = document.locate(place, in: document.root)
        return (String(decoding: document.bytes[document.range(of: location)], as: UTF8.self), location.isExact)
    }

    @Test(
        arguments: [
            (#"[{\"Type\": \"x\"}]"#, ["0", "Type"], #"\"x\""#, true),
            (#"[{\"Type\": \"é\u00e9\ud83d\ude00\"}, 7]"#, ["1"], "7", true),
            (#"[{\"Type\": 5}]"#, ["0", "Typo"], #"{\"Type\": 5}"#, false),
            (#"\u005b1, 22\u005d"#, ["1"], "22", true),
            (#"[1, 2"#, ["0"], "", false),
            (#"[\n  {\"a\": [true]}\n]"#, ["0", "a", "0"], "true", true),
        ] as [(String, [String], String, Bool)]
    )
    func findsWhatStandsInsideAnAnnotation(
        _ value: String,
        _ inner: [String],
        _ expected: String,
        _ isExact: Bool
    ) throws {
        let json = #"{"metadata": {"annotations": {"a/b": ""# + value + #""}}}"#
        let found = try Self.text(of: Place(Self.field, inside: JSONPointer(inner)), in: json)
        #expect(found.0 == expected && found.1 == isExact)
    }

    @Test func fallsBackToTheNearestParent() throws {
        let json = #"{"spec": {"rules": [{"host": "a"}]}}"#
        let path = FieldPath("spec", "rules").index(0).key("http").key("paths")
        #expect(try Self.text(of: Place(path), in: json) == (#"{"host": "a"}"#, false))
        #expect(try Self.text(of: Place(FieldPath("spec", "rules").index(0).key("host")), in: json) == (#""a""#, true))
        #expect(try Self.text(of: Place(.root), in: json) == (json, true))
    }
}
