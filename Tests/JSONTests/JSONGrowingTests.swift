import JSON
import TestSupport
import Testing

/// Documents that are grown instead of parsed are those that parsing gives.
struct JSONGrowingTests {
    @Test(arguments: [
        (#"{"a":{"b":1}}"#, "/a/c", "[1,{\"x\":null}]", #"{"a":{"b":1,"c":[1,{"x":null}]}}"#),
        (#"{"a":{}}"#, "/a/c", " 2 ", #"{"a":{"c":2}}"#),
        (#" {} "#, "/k~1/~0", "true", nil),
        (#"{"a":{},"z":[{"y":1}]}"#, "/a/q\"uote", #""\n""#, #"{"a":{"q\"uote":"\n"},"z":[{"y":1}]}"#),
        (#"{"a":{"b":1}}"#, "/a/b", "2", #"{"a":{"b":2}}"#),
        (#"{"a":[1,2]}"#, "/a/1", "9", #"{"a":[1,9,2]}"#),
        (#"{"a":[1,2]}"#, "/a/-", "9", #"{"a":[1,2,9]}"#),
        (#"{"a":1}"#, "/b/c", "9", nil),
        (#"{"a":1}"#, "/b", "{", nil),
        (#"{"a":1}"#, "/b", #"{"k":1,"k":2}"#, nil),
        (#"{"a":1,"a":2}"#, "/b", "1", nil),
    ])
    func anAddedMember(_ source: String, _ path: String, _ value: String, _ result: String?) throws {
        let patch = JSONPatch([.add(path: try #require(JSONPointer(parsing: path)), value: Array(value.utf8))])
        let document = try JSONDocument(parsing: Array(source.utf8))
        guard let result else {
            #expect(throws: JSONPatchError.self) { try patch.applied(to: document, at: document.root) }
            return
        }
        let grown = try patch.applied(to: document, at: document.root)
        #expect(grown.text == result)
        try expectSame(grown.document, try JSONDocument(parsing: Array(result.utf8)))
    }

    /// Chains of additions anywhere in random documents, each one on a part of a larger document.
    @Test(arguments: UInt64(0)..<300)
    func chainsOfAdditions(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let document = try JSONDocument.make(#"[0, {"part":\#(RandomDocument(seed: seed).text)}, 1]"#)
        let part = try #require(document.node(at: JSONPointer(["1", "part"])))
        var operations: [JSONPatch.Operation] = []
        var result = try JSONPatch().applied(to: document, at: part)
        for step in 0..<Int.random(in: 0..<6, using: &random) {
            let objects = Self.objects(in: result)
            guard !objects.isEmpty else { break }
            let path = random.pick(objects).appending("n\(step)/~\"")
            operations.append(.add(path: path, value: Array(" {\"v\":[\(step)],\"e\":{}}".utf8)))
            result = try JSONPatch(operations).applied(to: document, at: part)
        }
        try expectSame(result.document, try JSONDocument(parsing: result.document.bytes))
        let spliced = try JSONPatch(operations).apply(to: Array(document.bytes[document.range(part)]))
        let other = try JSONDocument(parsing: spliced)
        #expect(result.document.isEqual(result.node, to: other.root, in: other))
    }

    private static func objects(in part: JSONValue) -> [JSONPointer] {
        var found: [JSONPointer] = []
        let document = part.document
        var open = [(JSONPointer(), part.node)]
        while let (pointer, node) = open.popLast() {
            if document.kind(node) == .object { found.append(pointer) }
            for (key, value) in document.members(node) {
                open.append((pointer.appending(document.string(key) ?? ""), value))
            }
            for (index, element) in document.elements(node).enumerated() {
                open.append((pointer.appending(String(index)), element))
            }
        }
        return found
    }

    /// The same nodes at the same places.
    private func expectSame(_ document: JSONDocument, _ parsed: JSONDocument) throws {
        #expect(document.nodeCount == parsed.nodeCount)
        var open = [(document.root, parsed.root)]
        while let (left, right) = open.popLast() {
            #expect(document.kind(left) == parsed.kind(right))
            #expect(document.range(left) == parsed.range(right))
            #expect(document.count(left) == parsed.count(right))
            #expect(document.string(left) == parsed.string(right))
            for (mine, theirs) in zip(document.members(left), parsed.members(right)) {
                #expect(document.string(mine.key) == parsed.string(theirs.key))
                open.append((mine.value, theirs.value))
            }
            open.append(contentsOf: zip(document.elements(left), parsed.elements(right)))
        }
    }
}
