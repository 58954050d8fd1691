import Documents
import JSON
import TestSupport
import Testing

struct DocumentStreamTests {
    /// Each document as `line:column text`, and the problem as `line:column! text`.
    private static func read(_ text: String) -> [String] {
        var found: [String] = []
        let problem = DocumentStream.read(Array(text.utf8)) { input in
            let place = input.position(input.document.position(input.document.root))
            found.append("\(place.line):\(place.column) \(input.document.text(input.document.root))")
        }
        if let problem { found.append("\(problem.position.line):\(problem.position.column)! \(problem.text)") }
        return found
    }

    @Test(arguments: [
        ("{}", ["1:1 {}"]),
        (" {}\n", ["1:2 {}"]),
        ("{}{}", ["1:1 {}", "1:3 {}"]),
        ("{}\n[]\r\n\n  1 \"a\"\n", ["1:1 {}", "2:1 []", "4:3 1", "4:5 \"a\""]),
        ("{\"a\":\"}{\"}[\"]\"]", ["1:1 {\"a\":\"}{\"}", "1:11 [\"]\"]"]),
        ("{\"é\":1} {\"b\":2}", ["1:1 {\"é\":1}", "1:9 {\"b\":2}"]),
        ("{}\n{\n nul}", ["1:1 {}", "3:2! unexpected 'n', expected a string key or '}'"]),
        ("{}}", ["1:1 {}", "1:3! unexpected '}', expected a value"]),
    ])
    func findsEachDocumentAndItsPlace(_ text: String, _ expected: [String]) {
        #expect(Self.read(text) == expected)
    }

    /// However documents are put behind each other, the same ones come out, each where it stands.
    @Test(arguments: UInt64(0)..<40)
    func aStreamIsItsDocuments(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let pieces = ["{}", "[1,{\"a\":\"\\\"}\"}]", "{\"k\":[[],{}]}", "[\"é]\"]"]
        let wanted = (0..<Int.random(in: 2...6, using: &random)).map { _ in random.pick(pieces) }
        let text = wanted.map { $0 + random.pick(["", " ", "\n", "\r\n\t"]) }.joined()
        var found: [String] = []
        let problem = DocumentStream.read(Array(text.utf8)) { input in
            found.append(input.document.text(input.document.root))
            let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
            let line = lines.dropFirst(input.origin.line - 1).first ?? Substring("").unicodeScalars
            #expect(line.dropFirst(input.origin.column - 1).first == found.last?.unicodeScalars.first)
        }
        #expect(problem == nil)
        #expect(found == wanted)
    }

    /// One scan over the text, however many documents there are.
    @Test
    func manyLinesTakeOnePass() {
        let text = String(repeating: "{\"a\":1}\n", count: 20_000)
        let found = Self.read(text)
        #expect(found.count == 20_000)
        #expect(found.last == "20000:1 {\"a\":1}")
    }
}
