import JSON
import TestSupport
import Testing
import YAML

struct YAMLEditTests {
    private struct Edit: CustomTestStringConvertible {
        var before: String
        var patch: String
        var after: String

        var testDescription: String { "\(patch) on \(before)" }
    }

    private static func replace(_ path: String, _ value: String, _ before: String, _ after: String) -> Edit {
        Edit(before: before, patch: #"[{"op":"replace","path":"\#(path)","value":\#(value)}]"#, after: after)
    }

    private static func add(_ path: String, _ value: String, _ before: String, _ after: String) -> Edit {
        Edit(before: before, patch: #"[{"op":"add","path":"\#(path)","value":\#(value)}]"#, after: after)
    }

    private static func remove(_ path: String, _ before: String, _ after: String) -> Edit {
        Edit(before: before, patch: #"[{"op":"remove","path":"\#(path)"}]"#, after: after)
    }

    private static func move(_ from: String, _ path: String, _ before: String, _ after: String) -> Edit {
        Edit(before: before, patch: #"[{"op":"move","from":"\#(from)","path":"\#(path)"}]"#, after: after)
    }

    private static let replacements = [
        replace("/a", #""w""#, "a: x # c\n", "a: w # c\n"),
        replace("/a", #""true""#, "a: x\n", "a: \"true\"\n"),
        replace("/a", #""80""#, "a: 80\n", "a: \"80\"\n"),
        replace("/a", "80", "a: \"80\" # c\n", "a: 80 # c\n"),
        replace("/a", #""it's""#, "a: 'x'\n", "a: 'it''s'\n"),
        replace("/a", #""a\nb""#, "a: 'x'\n", "a: \"a\\nb\"\n"),
        replace("/a", #""[{\"HTTP\": 80}]""#, "a: x\n", "a: '[{\"HTTP\": 80}]'\n"),
        replace("/a", #""[{\"HTTP\": 80}]""#, "a: \"x\"\n", "a: \"[{\\\"HTTP\\\": 80}]\"\n"),
        replace("/a", #""a: b""#, "a: x\n", "a: \"a: b\"\n"),
        replace("/a", #""/*""#, "a: /\n", "a: /*\n"),
        replace("/a", #""*""#, "a: /\n", "a: \"*\"\n"),
        replace("/a", "null", "a: x\n", "a: null\n"),
        replace("/a", #""x""#, "a:\nb: 1\n", "a: x\nb: 1\n"),
        replace("/a", #""x""#, "a: # c\nb: 1\n", "a: x # c\nb: 1\n"),
        replace(
            "/a",
            #""[{\"HTTPS\": 443}]\n""#,
            "a: |\n  [{\"HTTP\": 80}]\nb: 1\n",
            "a: |\n  [{\"HTTPS\": 443}]\nb: 1\n"
        ),
        replace("/a", #""x\n\nw""#, "a: |\n   z\nb: 1\n", "a: |-\n   x\n\n   w\nb: 1\n"),
        replace("/a", #""x\nw z\n""#, "a: >-\n  z\nb: 1\n", "a: >\n  x\n\n  w z\nb: 1\n"),
        replace("/a", #"" x""#, "a: |\n  z\nb: 1\n", "a: \" x\"\nb: 1\n"),
        replace("/a", #""x""#, "a: w\n  z\nb: 1\n", "a: x\nb: 1\n"),
        replace("/a/0", "2", "a: [1, 3]\n", "a: [2, 3]\n"),
        replace("/a/0", #""x, w""#, "a: [z]\n", "a: [\"x, w\"]\n"),
        replace("/a/1", #""w""#, "a:\n- x\n-\n", "a:\n- x\n- w\n"),
        replace(
            "/a",
            #"{"b":1,"c":["x",{"d":null}]}"#,
            "a: x # c\nz: 1\n",
            "a: # c\n  b: 1\n  c:\n    - x\n    - d: null\nz: 1\n"
        ),
        replace("/a", #"{"b":1}"#, "a:\n  x: 1\n  w: 2 # c\nz: 1\n", "a:\n  b: 1 # c\nz: 1\n"),
        replace("/a", #"["x","w"]"#, "a:\n- z\nb: 1\n", "a:\n- x\n- w\nb: 1\n"),
        replace("/a", #"{"x":1}"#, "a:\n- z\nb: 1\n", "a:\n  x: 1\nb: 1\n"),
        replace("/a", #""x""#, "a: # c\n  # d\n  b: 1\nz: 1\n", "a: x # c\n  # d\nz: 1\n"),
        replace("/a", "{}", "a:\n  b: 1\nz: 1\n", "a: {}\nz: 1\n"),
        replace("/a/0", #"{"x":1,"w":2}"#, "a:\n- z\n", "a:\n- x: 1\n  w: 2\n"),
        replace("/a/0/b", #"{"x":1}"#, "a:\n- b: 1\n  c: 2\n", "a:\n- b:\n    x: 1\n  c: 2\n"),
        replace("/a", #"{"x":[1]}"#, "{a: b, c: d}\n", "{a: {x: [1]}, c: d}\n"),
        replace("/a", #""w""#, "a: x", "a: w"),
        replace("/a", #"{"b":1}"#, "a: x\r\nc: 1\r\n", "a:\r\n  b: 1\r\nc: 1\r\n"),
        replace("/a", #""\u001b[0m""#, "a: x\n", "a: \"\\x1b[0m\"\n"),
    ]

    private static let additions = [
        add("/b", "2", "a: 1\n", "a: 1\nb: 2\n"),
        add("/b", "2", "a: 1", "a: 1\nb: 2"),
        add("/b", "2", "a: 1 # c\n# d\n", "a: 1 # c\nb: 2\n# d\n"),
        add("/a/w", "2", "a:\n    x: 1 # c\n    # d\nz: 3\n", "a:\n    x: 1 # c\n    w: 2\n    # d\nz: 3\n"),
        add("/a/w", "2", "a: {x: 1}\n", "a: {x: 1, w: 2}\n"),
        add("/a/w", "2", "a: {x: 1,}\n", "a: {x: 1, w: 2}\n"),
        add("/a/w", "2", "a: {\n  x: 1, # c\n}\n", "a: {\n  x: 1, # c\n  w: 2,\n}\n"),
        add("/a/w", "2", "a: {\n  \"x\": 1 # c\n}\n", "a: {\n  \"x\": 1, # c\n  \"w\": 2\n}\n"),
        add("/a/w", "2", "a: {} # c\nb: 1\n", "a: # c\n  w: 2\nb: 1\n"),
        add("/w", "2", "{}\n", "w: 2\n"),
        add("/a/b/w", "2", "a: {b: {}}\n", "a: {b: {w: 2}}\n"),
        add("/a/x", #"{"w":[{"z":1}]}"#, "a:\n  b: 1\n", "a:\n  b: 1\n  x:\n    w:\n      - z: 1\n"),
        add("/a/x", #"["w"]"#, "a:\n  b:\n  - 1\n", "a:\n  b:\n  - 1\n  x:\n  - w\n"),
        add("/a/-", #""w""#, "a:\n- x # c\nb: 1\n", "a:\n- x # c\n- w\nb: 1\n"),
        add("/a/-", #""w""#, "a:\n  -   x\nb: 1\n", "a:\n  -   x\n  -   w\nb: 1\n"),
        add("/a/0", #""w""#, "a:\n  - x\n  - z\n", "a:\n  - w\n  - x\n  - z\n"),
        add("/a/1", #""w""#, "a:\n  - x\n  # z\n  - z\n", "a:\n  - x\n  - w\n  # z\n  - z\n"),
        add("/a/-", #"{"p":1,"q":2}"#, "a:\n- x\n", "a:\n- x\n- p: 1\n  q: 2\n"),
        add("/a/-", "3", "a: [1, 2]\n", "a: [1, 2, 3]\n"),
        add("/a/0", "3", "a: [1, 2]\n", "a: [3, 1, 2]\n"),
        add("/a/1", "3", "a: [1, 2]\n", "a: [1, 3, 2]\n"),
        add("/a/-", "3", "a: [\n  1,\n  2\n]\n", "a: [\n  1,\n  2,\n  3\n]\n"),
        add("/a/0", "3", "a: []\n", "a:\n  - 3\n"),
        add("/0/b", "3", "- a: 1\n- c\n", "- a: 1\n  b: 3\n- c\n"),
        add("/a", "2", "a: 1\n", "a: 2\n"),
        add("/b c", #""x""#, "a: |\n  w\n\nz: 1\n", "a: |\n  w\n\nz: 1\nb c: x\n"),
        add("/80", "1", "a: 1\n", "a: 1\n\"80\": 1\n"),
        add("/b", "2", "a: 1\r\n", "a: 1\r\nb: 2\r\n"),
        add("/a/b", "1", "a: {}", "a:\n  b: 1"),
    ]

    private static let removals = [
        remove("/a", "a: 1 # c\nb: 2\n", "b: 2\n"),
        remove("/b", "# x\na: 1\n# w\nb: 2 # c\n# z\n", "# x\na: 1\n# w\n# z\n"),
        remove("/b", "a: 1\nb: 2", "a: 1"),
        remove("/a", "a:\n  x: 1\n  w: |\n    z\n\nb: 2\n", "\nb: 2\n"),
        remove("/a/b", "a:\n  b: 1\nz: 1\n", "a: {}\nz: 1\n"),
        remove("/a/0", "a:\n- b\nz: 1\n", "a: []\nz: 1\n"),
        remove("/a", "a: 1\n", "{}\n"),
        remove("/a/0", "a:\n- b: 1\n  c: 2\n- d\n", "a:\n- d\n"),
        remove("/a/0/b", "a:\n- b: 1 # x\n  c: 2\n", "a:\n- c: 2\n"),
        remove("/a/0/b", "a:\n- b: 1 # x\n  # w\n  c: 2\n", "a:\n-\n  # w\n  c: 2\n"),
        remove("/a/0/b", "a:\n- b: 1\nz: 1\n", "a:\n- {}\nz: 1\n"),
        remove("/a/1", "a:\n- b\n# x\n-\n  c: 1\n- d\n", "a:\n- b\n# x\n- d\n"),
        remove("/0/0", "- - a\n  - b\n- c\n", "- - b\n- c\n"),
        remove("/a/x", "a: {x: 1, w: 2}\n", "a: {w: 2}\n"),
        remove("/a/w", "a: {x: 1, w: 2}\n", "a: {x: 1}\n"),
        remove("/a/w", "a: {\n  x: 1,\n  w: 2, # c\n  z: 3\n}\n", "a: {\n  x: 1,\n  z: 3\n}\n"),
        remove("/a/w", "a: {\n  x: 1,\n  w: 2\n}\n", "a: {\n  x: 1\n}\n"),
        remove("/a/0", "a: [1]\n", "a: []\n"),
        remove("/a/1", "a: [1, 2, 3]\n", "a: [1, 3]\n"),
        remove("/a", "? a\n: 1\nb: 2\n", "b: 2\n"),
        remove("/a", "!!str a: 1\nb: 2\n", "b: 2\n"),
        remove("/b", "a: &x 1\nb: *x # c\n", "a: &x 1\n"),
        remove("/a", "a: 1\r\nb: 2\r\n", "b: 2\r\n"),
    ]

    private static let moves = [
        move("/a", "/c", "a: 1 # x\nb: 2\n", "c: 1 # x\nb: 2\n"),
        move("/a", "/c d", "'a': 1\n", "'c d': 1\n"),
        move("/a", "/80", "a:\n  x: 1\n", "\"80\":\n  x: 1\n"),
        move("/a", "/c", "{a: 1, b: 2}\n", "{c: 1, b: 2}\n"),
        move("/a", "/b/x", "a: 1\nb:\n  w: 2\n", "b:\n  w: 2\n  x: 1\n"),
        move("/a", "/b", "a: 1 # c\nb: 2\nz: 3\n", "b: 1\nz: 3\n"),
        move("/a/0", "/a/1", "a:\n- 1 # c\n- 2\n", "a:\n- 2\n- 1\n"),
    ]

    private static let others = [
        Edit(
            before: "a: 1\nb: {}\n",
            patch: """
                [{"op":"test","path":"/a","value":1},{"op":"add","path":"/b/x","value":"w"},
                {"op":"copy","from":"/a","path":"/b/z"},{"op":"replace","path":"/b/x","value":"w"},{"op":"remove","path":"/a"}]
                """,
            after: "b:\n  x: w\n  z: 1\n"
        ),
        Edit(
            before: "# first\na: 1\n---\nx: 1\n",
            patch: #"[{"op":"add","path":"/b","value":"c"}]"#,
            after: "# first\na: 1\nb: c\n---\nx: 1\n"
        ),
        Edit(
            before: "%TAG !e! tag:yaml.org,2002:\n# c\n--- # d\na: !e!str 1\n",
            patch: #"[{"op":"add","path":"/b","value":"c"}]"#,
            after: "%TAG !e! tag:yaml.org,2002:\n# c\n--- # d\na: !e!str 1\nb: c\n"
        ),
        Edit(before: "a: 1\n", patch: "[]", after: "a: 1\n"),
        Edit(
            before: "...\n# c\n  a: 1\n  b: 2\n...\n",
            patch: #"[{"op":"add","path":"/c","value":{"d":"e"}}]"#,
            after: "...\n# c\n  a: 1\n  b: 2\n  c:\n    d: e\n...\n"
        ),
        Edit(
            before: "\u{FEFF}a: 1\n",
            patch: #"[{"op":"replace","path":"/a","value":2}]"#,
            after: "\u{FEFF}a: 2\n"
        ),
    ]

    @Test("a patch is carried out as a person would do it", .namesItsCase)
    func edits() {
        forEachCase(of: Self.replacements + Self.additions + Self.removals + Self.moves + Self.others) { edit throws in
            let after = try Self.apply(edit.patch, to: edit.before)
            #expect(after == edit.after)
        }
    }

    @Test("below an object of a list the paths are those of the object")
    func below() throws {
        let text = "items:\n- metadata:\n    name: a\n- metadata:\n    name: b # c\n"
        let document = try YAMLStream.document(text)
        let patch = JSONPatch([.replace(path: JSONPointer(["metadata", "name"]), value: Array(#""x""#.utf8))])
        let edits = try document.edits(for: patch, at: document.node("items.1"), in: Array(text.utf8))
        #expect(edits.count == 1)
        #expect(Self.carriedOut(edits, in: text) == "items:\n- metadata:\n    name: a\n- metadata:\n    name: x # c\n")
    }

    private static let refusals: [(before: String, patch: String, says: String)] = [
        ("# c\na: &x\n  b: 1\n", #"[{"op":"replace","path":"/a/b","value":2}]"#, "shared by an anchor (line 2)"),
        ("a: &x 1\n\nb: *x\n", #"[{"op":"replace","path":"/b","value":2}]"#, "shared by the anchor &x (line 1)"),
        ("a: &x 1\nb: *x\n", #"[{"op":"remove","path":"/a"}]"#, "shared by an anchor (line 1)"),
        ("a: &x {p: 1}\nb:\n  <<: *x\n", #"[{"op":"replace","path":"/b/p","value":2}]"#, "the anchor &x (line 1)"),
        ("a: &x {p: 1}\nb: *x\n", #"[{"op":"add","path":"/b/q","value":2}]"#, "the anchor &x (line 1)"),
        ("a:\n  <<: {p: 1}\n", #"[{"op":"remove","path":"/a/p"}]"#, "merge key"),
        (
            "a:\n- b: &x 1\n- c\nd: *x\n", #"[{"op":"remove","path":"/a/0"}]"#,
            "an anchor within that is used elsewhere (line 2)"
        ),
        ("a: !!str 1\n", #"[{"op":"replace","path":"/a","value":2}]"#, "such as a tag"),
        ("a: 1\n", #"[{"op":"replace","path":"/b","value":2}]"#, "has no /b"),
        ("a: 1\n", #"[{"op":"add","path":"/b/c","value":2}]"#, "has no /b"),
        ("a: [1]\n", #"[{"op":"add","path":"/a/2","value":2}]"#, "no place 2"),
        ("a: 1\n", #"[{"op":"test","path":"/a","value":2}]"#, "is another one"),
        ("a: {b: 1}\n", #"[{"op":"move","from":"/a","path":"/a/c"}]"#, "into itself"),
    ]

    @Test("what cannot be edited is refused with its reason", .namesItsCase)
    func refusals() {
        forEachCase(of: Self.refusals) { before, patch, says throws in
            let document = try YAMLStream.document(before)
            let patch = try Self.patch(patch)
            do throws(YAMLEditRefusal) {
                _ = try document.edits(for: patch, at: document.json.root, in: Array(before.utf8))
                Issue.record("carried out")
            } catch {
                #expect(error.text.contains(says), "\(error.text)")
            }
        }
    }

    static func patch(_ json: String) throws -> JSONPatch {
        try JSONPatch(parsing: JSONDocument(parsing: Array(json.utf8)))
    }

    static func apply(_ patch: String, to text: String) throws -> String {
        let results = YAMLStream.results(text)
        let document = try #require(results.first).get()
        let patch = try Self.patch(patch)
        do throws(YAMLEditRefusal) {
            let edits = try document.edits(for: patch, at: document.json.root, in: Array(text.utf8))
            return carriedOut(edits, in: text)
        } catch {
            return "refused: \(error.text)"
        }
    }

    static func carriedOut(_ edits: [TextEdit], in text: String) -> String {
        var bytes = Array(text.utf8)
        for edit in edits.reversed() { bytes.replaceSubrange(edit.range, with: edit.replacement) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
