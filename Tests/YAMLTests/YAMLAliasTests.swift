import JSON
import TestSupport
import Testing
import YAML

struct YAMLAliasTests {
    private static let merges: [(yaml: String, json: String)] = [
        ("b: &b {x: 1, v: 2}\na:\n  <<: *b\n  v: 3\n", #"{"x":1,"v":3}"#),
        ("a:\n  <<: {x: 1}\n  x: 2\n", #"{"x":2}"#),
        // yaml.v2 carries out keys and merge keys in their order.
        ("a:\n  x: 2\n  <<: {x: 1}\n", #"{"x":1}"#),
        ("b: &b {x: 1}\nc: &c {x: 2, z: 3}\na: {<<: [*b, *c], w: 0}\n", #"{"x":1,"z":3,"w":0}"#),
        ("b: &b {x: 1}\nc: &c {<<: *b, v: 2}\na:\n  <<: *c\n  z: {<<: *b}\n", #"{"x":1,"v":2,"z":{"x":1}}"#),
        ("a: {<<: [], x: 1}\n", #"{"x":1}"#),
        ("a: {'<<': 1}\n", #"{"<<":1}"#),
        ("b: &b {x: 1}\na: {!!merge '<<': *b}\n", #"{"x":1}"#),
        ("b: &b {x: 1}\na:\n  ? <<\n  : *b\n", #"{"x":1}"#),
        ("b: &b {v: {z: [1, 2]}}\na: {<<: *b, <<: {q: 1}}\n", #"{"v":{"z":[1,2]},"q":1}"#),
    ]

    @Test("merge keys are carried out as in the library behind kubectl", .namesItsCase)
    func merges() {
        forEachCase(of: Self.merges) { yaml, json throws in
            let document = try YAMLStream.document(yaml)
            let expected = try JSONDocument(parsing: Array(json.utf8))
            let value = try document.node("a")
            #expect(document.json.isEqual(value, to: expected.root, in: expected), "\(document.json.text(value))")
        }
    }

    @Test("an alias is the value of the anchor above it")
    func aliases() throws {
        #expect(try YAMLStream.json("a: &x 1\nb: *x\nc: &x 2\nd: *x\n") == #"{"a":1,"b":1,"c":2,"d":2}"#)
        #expect(try YAMLStream.json("a: &k key\n*k : v\n") == #"{"a":"key","key":"v"}"#)
        #expect(try YAMLStream.json("- &a [&b x, *b]\n- *a\n") == #"[["x","x"],["x","x"]]"#)
    }

    private static let errors: [(yaml: String, offset: Int, says: String)] = [
        ("a: *x\n", 3, "no value above has the anchor &x"),
        ("a: &x [*x]\n", 7, "contains itself"),
        ("a: &x 1\n---\nb: *x\n", 15, "no value above has the anchor &x"),
        ("a: {<<: 1}\n", 8, "'<<' takes in a mapping"),
        ("b: &b [1]\na: {<<: *b}\n", 18, "'<<' takes in a mapping"),
        ("a: {x: 1, x: 2}\n", 10, #"the key "x" stands in this mapping above already"#),
        ("a: {x: 1, <<: {y: 1}, x: 2}\n", 22, #"the key "x""#),
        ("a: {1: 1, '1': 2}\n", 10, #"the key "1""#),
        ("a: {yes: 1, true: 2}\n", 12, #"the key "true""#),
        ("a: &x *y\n", 3, "an alias cannot have an anchor"),
    ]

    @Test("an alias or a key that cannot be is an error at its place", .namesItsCase)
    func errors() {
        forEachCase(of: Self.errors) { yaml, offset, says throws in
            let error = try YAMLStream.error(yaml)
            #expect(error.offset == offset)
            #expect(error.text.contains(says), "\(error.text)")
        }
    }

    @Test("aliases that stand for more than their document is worth are an error at one of them", .namesItsCase)
    func bombs() {
        let levels = (1...40).map { level in
            "l\(level): &l\(level) [\(repeatElement("*l\(level - 1)", count: 9).joined(separator: ", "))]\n"
        }
        let lists = "l0: &l0 [lol]\n" + levels.joined()
        let mappings =
            "l0: &l0 {a: 1}\n"
            + (1...40).map { "l\($0): &l\($0) {a: *l\($0 - 1), b: *l\($0 - 1), c: *l\($0 - 1)}\n" }.joined()
        let keys = (0..<2000).map { "k\($0): 1" }.joined(separator: ", ")
        let merges = "b: &b {\(keys)}\na: {<<: [\(repeatElement("*b", count: 20_000).joined(separator: ","))]}\n"
        let deep = "l0: &l0 [1]\n" + (1...20_000).map { "l\($0): &l\($0) [*l\($0 - 1)]\n" }.joined()
        forEachCase(of: [lists, mappings, merges, deep]) { bomb throws in
            let error = try YAMLStream.error(bomb)
            #expect(error.text.contains("aliases and merge keys") || error.text.contains("nested deeper"))
            #expect(Array(bomb.utf8)[error.offset] == UInt8(ascii: "*"))
        }
    }
}
