import Documents
import JSON
import TestSupport
import Testing

struct DocumentReaderTests {
    /// Each document as `line:column text`, each problem as `line:column! text`.
    private static func read(_ text: String, size: Int = 1 << 16) -> [String] { read(Array(text.utf8), size: size) }

    private static func read(_ bytes: [UInt8], size: Int = 1 << 16) -> [String] {
        var reader = DocumentReader()
        var found: [String] = []
        func take(_ piece: DocumentReader.Piece) {
            switch piece {
            case .document(let input):
                found.append("\(input.origin.line):\(input.origin.column) \(input.document.text(input.document.root))")
            case .problem(let problem):
                found.append("\(problem.position.line):\(problem.position.column)! \(problem.error.reason.text)")
            }
            expectEnd(found.count, of: bytes)
        }
        for start in stride(from: 0, to: bytes.count, by: size) {
            bytes[start..<min(start + size, bytes.count)].withUnsafeBytes { reader.feed($0, take) }
        }
        reader.finish(take)
        return found
    }

    /// A reader that stays where it is says the same without end; there is no other way to stop it.
    private static func expectEnd(_ count: Int, of bytes: [UInt8]) {
        precondition(count <= bytes.count + 1, "goes on without end: \(String(decoding: bytes, as: UTF8.self))")
    }

    private static let end = "unexpected end of input, expected"

    private static let cases: [(String, [String])] = [
        ("{}", ["1:1 {}"]),
        ("{}\n[7, {\"a\":\"]\"}]\r\n\n  1 \"a\"\n", ["1:1 {}", "2:2 7", "2:5 {\"a\":\"]\"}", "4:3 1", "4:5 \"a\""]),
        ("{\"é\":1} {\"b\":2}{}", ["1:1 {\"é\":1}", "1:9 {\"b\":2}", "1:16 {}"]),
        ("[]", []),
        ("[[1,2],{}]", ["1:2 [1,2]", "1:8 {}"]),
        ("{\n  \"a\": [\n    {\n    }\n  ]\n}\n{}", ["1:1 {\n  \"a\": [\n    {\n    }\n  ]\n}", "7:1 {}"]),
        ("{\"a\":\n[\n{\n}\n]}\n1", ["1:1 {\"a\":\n[\n{\n}\n]}", "6:1 1"]),
        ("", ["1:1! no JSON value; the input is empty"]),
        (" \n", ["2:1! no JSON value; the input is empty"]),
        // The rest is read all the same.
        ("{}\nx: y\n{}\n", ["1:1 {}", "2:1! unexpected 'x', expected a value", "3:1 {}"]),
        ("{\"a\":x}\n{}", ["1:6! unexpected 'x', expected a value", "2:1 {}"]),
        ("{\"a\":x}{}", ["1:6! unexpected 'x', expected a value", "1:8 {}"]),
        ("{\"a\":{\n{\"b\":1}\n{}\n", ["1:7! \(end) a string key or '}'", "2:1 {\"b\":1}", "3:1 {}"]),
        ("{\"a\":\"b\n{}\n", ["1:8! \(end) '\"' at the end of a string", "2:1 {}"]),
        ("{\"a\":[1", ["1:8! \(end) ',' or ']'"]),
        ("{\"a\":[1 \n\n", ["1:8! \(end) ',' or ']'"]),
        ("{}}\n{}", ["1:1 {}", "1:3! unexpected '}', expected a value", "2:1 {}"]),
        ("[{}, nul, {}]", ["1:2 {}", "1:9! \(end) true, false or null", "1:11 {}"]),
        ("[{} {}]\n{}", ["1:2 {}", "1:5! unexpected '{', expected ',' or ']'", "2:1 {}"]),
        ("[}\n{}]", ["1:2! unexpected '}', expected a value", "2:1 {}"]),
        ("[1 2\n[3]}\n{}", ["1:2 1", "1:4! unexpected '2', expected ',' or ']'", "2:1 [3]", "3:1 {}"]),
        ("[1,]", ["1:2 1", "1:4! unexpected ']', expected a value"]),
        ("[1", ["1:2 1", "1:3! \(end) ',' or ']'"]),
        ("[\n{\"a\":{},\n{\"b\":1},\n{}\n]\n", ["2:9! \(end) a string key", "3:1 {\"b\":1}", "4:1 {}"]),
    ]

    @Test(
        "reads each document and says what is none, wherever the pieces of the input end",
        arguments: [1, 2, 3, 7, 999]
    )
    func reads(_ size: Int) {
        for (text, expected) in Self.cases { #expect(Self.read(text, size: size) == expected, "\(text)") }
    }

    @Test("comes to the end of every text, and to the same one, wherever the pieces of the input end")
    func everyShortText() {
        // 0xA6 begins no character: it has no column.
        let alphabet = Array("{}[],1\n".utf8) + [UInt8(ascii: "\""), 0xA6]
        for length in 0...5 {
            let count = (0..<length).reduce(1) { count, _ in count * alphabet.count }
            for number in 0..<count {
                var rest = number
                let bytes = (0..<length).map { _ -> UInt8 in
                    defer { rest /= alphabet.count }
                    return alphabet[rest % alphabet.count]
                }
                if Self.read(bytes) != Self.read(bytes, size: 1) {
                    Issue.record("other documents in small pieces: \(String(decoding: bytes, as: UTF8.self))")
                }
            }
        }
    }

    @Test("loses no document of another line, wherever one line is cut off", arguments: UInt64(0)..<20)
    func cutLines(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let line = #"{"request":{"object":{"a":"b\"","c":[1,{"d":null}]}}}"#
        for length in 0..<line.utf8.count {
            let cut = String(line.prefix(length))
            let text = "\(line)\n\(cut)\n\(line)\n\(line)\n"
            let found = Self.read(text, size: Int.random(in: 1...80, using: &random))
            let documents = found.filter { $0.hasSuffix(line) }
            // A cut where a value may follow takes the next line for that value, and says where it began to be wrong.
            let mayFollow = [":", "[", ","].contains { cut.hasSuffix($0) }
            #expect(documents.count >= (mayFollow ? 2 : 3), "\(cut): \(found)")
            #expect(found.contains { $0.contains("!") } == (length > 0), "\(cut): \(found)")
        }
    }

    @Test(
        "takes linear time for lines that each begin what never ends",
        arguments: ["{\"a\":[", "{\"a\":1,", "[", "{\"a\":\""]
    )
    func unclosed(_ line: String) {
        let found = Self.read(String(repeating: line + "\n", count: 50_000))
        #expect(found.contains { $0.contains("!") })
    }
}
