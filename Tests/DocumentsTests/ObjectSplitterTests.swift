import JSON
import Testing

@testable import Documents

struct ObjectSplitterTests {
    private static func pieces(_ text: String, size: Int) -> [String] {
        var splitter = ObjectSplitter()
        var found: [String] = []
        let bytes = Array(text.utf8)
        var offset = 0
        while offset < bytes.count {
            let end = min(offset + size, bytes.count)
            bytes[offset..<end].withUnsafeBytes {
                splitter.feed($0) { found.append(String(decoding: $0, as: UTF8.self)) }
            }
            offset = end
        }
        splitter.finish { found.append(String(decoding: $0, as: UTF8.self)) }
        return found
    }

    private static let cases: [(String, [String])] = [
        ("", []),
        (" \n ", []),
        (#"{"a": [1, {"items": [2]}]}"#, [#"{"a": [1, {"items": [2]}]}"#]),
        ("[]", ["[]"]),
        (#"[{"a": "]"} , {"b": [1, 2]}]"#, [#"{"a": "]"} "#, #"{"b": [1, 2]}"#, "[0, 0]"]),
        (
            #"{"kind": "List", "items": [{"a": 1}, {"b": "\",]"}], "x": [3, 4]}"#,
            [#"{"a": 1}"#, #"{"b": "\",]"}"#, #"{"kind": "List", "items": [0, 0], "x": [3, 4]}"#]
        ),
        (#"{"items": {"items": [1]}} {"items": []}"#, [#"{"items": {"items": [1]}}"#, #"{"items": []}"#]),
        (#"{"x": "items", "y": [1]}"#, [#"{"x": "items", "y": [1]}"#]),
        ("{}\n{}[1]", ["{}", "{}", "1", "[0]"]),
        ("5 \"a b\" ", ["5 ", "\"a b\" "]),
        ("[[1, 2], 3]", ["[1, 2]", "3", "[0, 0]"]),
        // What is not JSON is left to the parser, and nothing of it is lost.
        ("[1", ["[1"]),
        (#"{"items": [{"#, [#"{"items": [{"#]),
        ("[,]", ["[,]"]),
        ("[{} {}]", ["{} {}", "[0]"]),
        ("}", ["}"]),
    ]

    @Test("cuts where objects end, wherever the pieces of the input do", arguments: [1, 2, 3, 7, 1_000])
    func cuts(size: Int) {
        for (text, parts) in Self.cases { #expect(Self.pieces(text, size: size) == parts) }
    }
}
