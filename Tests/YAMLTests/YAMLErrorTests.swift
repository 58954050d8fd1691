import JSON
import TestSupport
import Testing
import YAML

struct YAMLErrorTests {
    /// `«` stands before the byte of the error.
    private static let errors: [(marked: String, says: String)] = [
        ("a:\n«\tb: 1\n", "a tab cannot indent; use spaces"),
        ("a:\n  b: 1\n  «\tc: 2\n", "a tab cannot indent"),
        ("a: |\n«\tx\n", "a tab cannot indent"),
        ("a: b«: c\n", "quote the text if it contains ': '"),
        ("a: x\n  y«: z\n", "a key must be in one line"),
        ("a: 'x' «y\n", "nothing but a comment may follow this value"),
        ("a: 'x'«# y\n", "a space is needed before the '#'"),
        ("a: «- x\n", "a list item cannot begin here; put it in a line of its own"),
        ("a: 1\n«- x\n", "a list item cannot stand between keys"),
        ("- a\n«b: 1\n", "a list item is expected here"),
        ("a:\n  b: 1\n «c: 2\n", "indented by 1 spaces, but the keys before it by 0"),
        ("a:\n  - b\n «- c\n", "indented by 1 spaces, but the keys before it by 0"),
        ("a: 1\n«b\n", "a key with ':' and a space behind it is expected"),
        ("a: 1\n'b'«:2\n", "a space must follow the ':' of a key"),
        ("a: «[1, 2\n", "has no ']'"),
        ("a: ['1' «'2']\n", "a ',' or the closing bracket is expected here"),
        ("a: [1, «, 2]\n", "an entry is missing before this ','"),
        ("%YAML 1.2\n«a: 1\n", "a document behind a directive begins with ---"),
        ("%YAML 1.2\n«%YAML 1.2\n---\n", "one directive %YAML"),
        ("a: {b: 1«]\n", "'}' is expected here: it is opened with '{'"),
        ("a: []«]\n", "']' closes nothing"),
        ("a: «'x\n", "the quote ' that is opened here is not closed"),
        ("a: \"«\\q\"\n", "double quotes know no such escape"),
        ("a: \"«\\ud800\"\n", "hexadecimal digits of a Unicode character"),
        ("a: «@x\n", "a text cannot begin with '@' unless it is quoted"),
        ("a: «`x`\n", "cannot begin with '`'"),
        ("a: «%x\n", "cannot begin with '%'"),
        ("a: | «x\n", "the text begins in the line below"),
        ("a: |«0\n", "one digit from 1 to 9"),
        ("a: &x «&y 1\n", "one anchor"),
        ("a: !x «!y 1\n", "one tag"),
        ("a: «!x!y 1\n", "no directive %TAG !x!"),
        ("a: 1\n... «b\n", "nothing but a comment may follow ..."),
        ("a: \"x\n«y\"\n", "must be indented by 1 or more spaces"),
        ("a: [1,\n«2]\n", "must be indented by 1 or more spaces"),
    ]

    @Test("an error says where it is, what is there and what is allowed", .namesItsCase)
    func errors() {
        forEachCase(of: Self.errors) { marked, says in
            let place = marked.utf8.distance(from: marked.startIndex, to: try #require(marked.firstIndex(of: "«")))
            let error = try YAMLStream.error(marked.filter { $0 != "«" })
            #expect(error.offset == place)
            #expect(error.text.contains(says), "\(error.text)")
        }
    }

    private static let templates = [
        "{{- if .Values.ingress.enabled }}\na: 1\n{{- end }}\n",
        "metadata:\n  name: {{ .Release.Name }}\n",
        "metadata:\n  name: {{ .Release.Name }}-web\n  namespace: x\n",
        "spec:\n  rules:\n    {{- range .Values.hosts }}\n    - host: {{ . }}\n    {{- end }}\n",
        "a: 1\nlabels:\n  {{- include \"x.labels\" . | nindent 4 }}\n",
        "a: 1\n{{ include \"x\" . }}\nb: 2\n",
    ]

    @Test("what only a template explains is said to be one", .namesItsCase)
    func template() {
        forEachCase(of: Self.templates) { text throws in
            let error = try YAMLStream.error(text)
            #expect(error.text == "this is a template: render it first, for example with helm template")
            #expect(text.utf8.dropFirst(error.offset).prefix { $0 != 0x0A }.contains(UInt8(ascii: "{")))
        }
    }

    @Test("braces in a text are no template")
    func noTemplate() throws {
        #expect(try YAMLStream.json("a: |\n  {{ x }}\nb: '{{ y }}'\n") == #"{"a":"{{ x }}\n","b":"{{ y }}"}"#)
        #expect(try !YAMLStream.error("a: '{{ x }}'\nb: [\n").text.contains("template"))
    }

    private static let unreadable: [(bytes: [UInt8], offset: Int, says: String)] = [
        (Array("a: b\nc: ".utf8) + [0xFF] + Array("\n".utf8), 8, "byte 0xFF is not UTF-8"),
        (Array("a: 'x".utf8) + [0] + Array("'\n".utf8), 5, "the control character byte 0x00"),
        (Array("a: x".utf8) + [0x1B] + Array("\n".utf8), 4, "write it as \\x1B"),
        ([0xFF, 0xFE, 0x61, 0], 0, "UTF-16 or UTF-32"),
        (Array("a: x\u{80}\n".utf8), 4, "a control character"),
        (Array("a: [".utf8) + [0xC3], 4, "not UTF-8"),
        ([0x1F, 0x8B, 0x08], 0, "the control character byte 0x1F"),
    ]

    @Test("bytes that are no text are an error at their place", .namesItsCase)
    func unreadable() throws {
        forEachCase(of: Self.unreadable) { bytes, offset, says throws in
            let results = YAMLStream.results(bytes + Array("\n---\nok: 1\n".utf8))
            #expect(results.count == 2)
            #expect(throws: YAMLError.self) { try results[0].get() }
            if case .failure(let error) = results[0] {
                #expect(error.offset == offset)
                #expect(error.text.contains(says), "\(error.text)")
            }
            #expect(try results[1].get().json.bytes == Array(#"{"ok":1}"#.utf8))
        }
    }

    @Test("a document that cannot be read does not take others with it")
    func others() throws {
        let text =
            "a: 1\n--- # broken\nb: [\n---\nc: 3\n--- d: 4\n---\ne: &x *x\n--- |\n  ---\n...\n%TAG ! !\n---\nf: 6\n"
        let results = YAMLStream.results(text).map { result in
            (try? result.get()).map { String(decoding: $0.json.bytes, as: UTF8.self) } ?? "error"
        }
        #expect(results == [#"{"a":1}"#, "error", #"{"c":3}"#, "error", "error", #""---\n""#, #"{"f":6}"#])
    }

    @Test("documents of nothing but comments are passed over")
    func empty() throws {
        for text in ["", "\n", "# c\n", "---\n", "--- # c\n---\n...\n# d\n", "\u{FEFF}"] {
            #expect(YAMLStream.results(text).isEmpty, "\(text)")
        }
        #expect(try YAMLStream.json("---\n# c\n---\na: 1\n---\n") == #"{"a":1}"#)
        #expect(try YAMLStream.json("--- !!null\n") == "null")
    }

    @Test("depth is bounded")
    func depth() throws {
        for text in [
            String(repeating: "[", count: 20_000), String(repeating: "- ", count: 20_000),
            String(repeating: "? ", count: 20_000), String(repeating: "{a: ", count: 20_000),
        ] {
            #expect(try YAMLStream.error(text).text.contains("nested deeper than 10000 levels"))
        }
        let deep = String(repeating: "[", count: 9_999) + String(repeating: "]", count: 9_999)
        #expect(try YAMLStream.json(deep) == deep)
    }
}
