import JSON
import TestSupport
import Testing
import YAML

struct YAMLPositionTests {
    /// `«` and `»` enclose what the range must be.
    private struct Place: Sendable, CustomTestStringConvertible {
        var path: String
        var isKey = false
        var style: YAMLStyle
        var marked: String
        var indent = 0

        var testDescription: String { marked }
        var text: String { marked.filter { $0 != "«" && $0 != "»" } }
        var range: Range<Int> {
            let bytes = Array(marked.utf8)
            let start = marked.utf8.distance(
                from: marked.startIndex,
                to: marked.firstIndex(of: "«") ?? marked.startIndex
            )
            let end = marked.utf8.distance(from: marked.startIndex, to: marked.firstIndex(of: "»") ?? marked.endIndex)
            return start..<min(end - "«".utf8.count, bytes.count)
        }
    }

    private static let places: [Place] = [
        Place(path: "a", style: .plain, marked: "a: «x y» # c\n"),
        Place(path: "a", isKey: true, style: .plain, marked: "é: 1\n«a»  : x\n"),
        Place(path: "a", style: .plain, marked: "a: &n !!str «1»\n"),
        Place(path: "a", style: .plain, marked: "a: «x\n  y\n\n  z»\n"),
        Place(path: "a", style: .singleQuoted, marked: "a: «'x'»\n"),
        Place(path: "a", style: .doubleQuoted, marked: "a: «\"x\n  y\"» # c\n"),
        Place(path: "a", style: .literal, marked: "a: «|\n  x\n   y»\n\nb: 1\n", indent: 2),
        Place(path: "a", style: .literal, marked: "a: «|+ # c\n  x\n\n»\n", indent: 2),
        Place(path: "a", style: .folded, marked: "a: «>1-\n  x»\n# c\n", indent: 1),
        Place(path: "a", style: .literal, marked: "a: «|»\nb: 1\n", indent: 1),
        Place(path: "a", style: .empty, marked: "a:«»\nb: 1\n"),
        Place(path: "a", style: .empty, marked: "a: &n«» # c\n"),
        Place(path: "0", style: .empty, marked: "-«»\n- 1\n"),
        Place(path: "a", style: .blockMapping, marked: "a: # c\n  «b: 1\n  c: 2» # d\n\nd: 3\n", indent: 2),
        Place(path: "a", style: .blockSequence, marked: "a:\n«- b\n- c: 1\n  d: 'x'»\nd: 3\n", indent: 0),
        Place(path: "a.1", style: .blockMapping, marked: "a:\n- b\n- «c: 1\n  d: 'x'»\nd: 3\n", indent: 2),
        Place(path: "a", style: .flowMapping, marked: "a: «{b: 1, c: [2]}»\n"),
        Place(path: "a.c", style: .flowSequence, marked: "a: {b: 1, c: «[2\n ]»}\n"),
        Place(path: "0", style: .flowMapping, marked: "[«a: 1», b]\n"),
        Place(path: "", style: .blockMapping, marked: "# c\n---\n«a: 1»\n"),
        Place(path: "a.b", style: .empty, marked: "a:\n  b:«»\n"),
        Place(path: "a", style: .plain, marked: "\u{FEFF}a: «x»\n"),
        Place(path: "a", style: .plain, marked: "a: «x»\r\nb: 1\r\n"),
        Place(path: "b", style: .plain, marked: "a: &n x\nb: «*n»\n"),
    ]

    @Test("a value and a key stand where they are written", .namesItsCase)
    func ranges() {
        forEachCase(of: Self.places) { place throws in
            let document = try YAMLStream.document(place.text)
            let source = document.sources[try place.isKey ? document.key(place.path) : document.node(place.path)]
            #expect(source.range == place.range)
            #expect(source.style == place.style)
            #expect(source.indent == place.indent)
        }
    }

    private static let parts: [Place] = [
        Place(path: "a", style: .plain, marked: "a: x «needle» y\n"),
        Place(path: "a", style: .plain, marked: "a: x\n  y\n\n  «needle» y\n"),
        Place(path: "a", style: .singleQuoted, marked: "a: 'it''s\n  a «needle»'\n"),
        Place(path: "a", style: .doubleQuoted, marked: "a: \"\\u00e9\\n\\\n  \\U0001F600«needle»\\n\"\n"),
        Place(path: "a", style: .doubleQuoted, marked: "a: \"[{\\\"HTTP\\\": «needle»}]\"\n"),
        Place(path: "a", style: .literal, marked: "a: |\n  x\n\n    y\n  z «needle»\n"),
        Place(path: "a", style: .literal, marked: "a: |4+\n      x\n     «needle»\n\n"),
        Place(path: "a", style: .folded, marked: "a: >-\n  x\n  y\n\n   z\n  «needle»\n"),
        Place(path: "a", style: .literal, marked: "a: |\r\n  x\r\n  «needle»\r\n"),
        Place(path: "needle", isKey: true, style: .plain, marked: "x: 1\n«needle»: 2\n"),
        Place(path: "needle", isKey: true, style: .doubleQuoted, marked: "x: 1\n\"«needle»\": 2\n"),
    ]

    @Test("a part of a text leads to the bytes that it comes from", .namesItsCase)
    func parts() {
        forEachCase(of: Self.parts) { place throws in
            let document = try YAMLStream.document(place.text)
            let node = try place.isKey ? document.key(place.path) : document.node(place.path)
            let text = Array((document.json.string(node) ?? "").utf8)
            let part = try #require(text.firstRange(of: Array("needle".utf8)))
            #expect(document.sources.range(of: part, in: node, of: Array(place.text.utf8)) == place.range)
        }
    }

    @Test("what lies behind a text is its end, and an escape is whole")
    func ends() throws {
        let stream = Array("a: \"x\\u00e9y\"\nb: z\n".utf8)
        let document = try YAMLStream.document(String(decoding: stream, as: UTF8.self))
        let a = try document.node("a")
        #expect(document.sources.range(of: 2..<3, in: a, of: stream) == 5..<11)
        #expect(document.sources.range(of: 4..<9, in: a, of: stream) == 12..<12)
        #expect(document.sources.range(of: 0..<0, in: a, of: stream) == 4..<4)
        #expect(document.sources.range(of: 0..<1, in: try document.node("b"), of: stream) == 17..<18)
    }

    @Test("comments are found in their documents, and none in a text")
    func comments() throws {
        let text = "# one\na: x#y # two\nb: |\n  # no\nc: '# no' #three\n# four\n--- # five\nd: [1, # six\n 2]\n"
        let documents = try YAMLStream.results(text).map { try $0.get() }
        let bytes = Array(text.utf8)
        let found = documents.map { $0.comments.map { String(decoding: bytes[$0], as: UTF8.self) } }
        #expect(found == [["# one", "# two", "#three", "# four"], ["# five", "# six"]])
        let ranges = documents.map { String(decoding: bytes[$0.range], as: UTF8.self) }
        #expect(ranges[0].hasPrefix("# one") && ranges[0].hasSuffix("# four\n"))
        #expect(ranges[1] == " # five\nd: [1, # six\n 2]\n")
    }

    @Test("behind an end marker a document begins with its next line, and the marker's comment is nobody's")
    func endMarker() throws {
        let text = "a: 1\n... # one\n# two\n  b: 1\n  c: 2\n...\n# three\n...\nd: 1\n"
        let documents = try YAMLStream.results(text).map { try $0.get() }
        #expect(documents.map(\.comments) == [[], [15..<20], []])
        #expect(documents.map(\.range) == [0..<5, 15..<35, 51..<56])
    }

    @Test("values under an anchor, behind an alias and from a merge key are shared")
    func shared() throws {
        let text = "a: &x\n  b: 1\n  c: [2]\nd: *x\ne: {<<: *x, f: 3}\ng: 4\n"
        let document = try YAMLStream.document(text)
        for path in ["a", "a.b", "a.c.0", "d", "d.c.0", "e.b"] {
            #expect(document.sources[try document.node(path)].isShared, "\(path)")
        }
        for path in ["", "e", "e.f", "g"] {
            #expect(!document.sources[try document.node(path)].isShared, "\(path)")
        }
        let alias = try #require(Array(text.utf8).firstRange(of: Array("*x".utf8)))
        #expect(document.sources[try document.node("d.c.0")].range == alias)
    }
}
