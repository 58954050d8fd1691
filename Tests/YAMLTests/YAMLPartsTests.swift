import JSON
import TestSupport
import Testing
import YAML

/// A stream that is cut and read in parts is the stream that is read at once.
struct YAMLPartsTests {
    private static func inParts(_ bytes: [UInt8], size: Int) -> (count: Int, documents: [YAMLDocument]?) {
        let parts = YAMLStream.parts(of: bytes, size: size)
        let read = parts.map { YAMLStream.read($0, of: bytes) }
        let whole = read.allSatisfy { $0 != nil }
        return (parts.count, whole ? read.flatMap { $0 ?? [] } : nil)
    }

    private static func picture(_ document: YAMLDocument) -> String {
        var text = "\(document.range) \(document.comments) \(String(decoding: document.json.bytes, as: UTF8.self))"
        var open = [document.json.root]
        while let node = open.popLast() {
            let source = document.sources[node]
            text += " \(source.range) \(source.style) \(source.isShared)"
            open += document.json.elements(node)
            for (key, value) in document.json.members(node) { open += [key, value] }
        }
        return text
    }

    /// Whether the parts could be read, of which there are several.
    private static func check(_ text: String, size: Int) -> Bool {
        let bytes = Array(text.utf8)
        let (count, found) = inParts(bytes, size: size)
        guard let found else { return false }
        let whole = YAMLStream.results(bytes).compactMap { try? $0.get() }
        #expect(YAMLStream.results(bytes).count == whole.count, "only parts can be read: \(text)")
        #expect(found.map(picture) == whole.map(picture), "size \(size): \(text)")
        return count > 1
    }

    @Test("of random documents, wherever it is cut", .namesItsCase)
    func documents() {
        var cut = 0
        forEachCase(of: 0..<400) { seed in
            var writer = RandomYAML(seed: UInt64(seed))
            var random = SeededGenerator(seed: UInt64(seed) &* 31)
            var text = random.pick(["", "# first\n", "---\n", "\n\n---\n"])
            for _ in 0..<Int.random(in: 2...5, using: &random) {
                text += writer.mapping(indent: 0)
                let end = ["---\n", "--- # comment\n", "# above\n---\n", "...\n---\n", "...\n# between\n\n---\n"]
                text += random.pick(end)
            }
            text += writer.mapping(indent: 0)
            if seed.isMultiple(of: 4) {
                text = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
            }
            for size in [1, 20, 60] where Self.check(text, size: size) { cut += 1 }
        }
        #expect(cut > 600, "\(cut)")
    }

    @Test(
        "what is open at a marker is no document of its own, and directives stay with theirs",
        arguments: [
            "a: \"b\n---\nc\"\n", "a: 'b\n---\nc'\n", "a: [1,\n---\n2]\n", "a: |\n  b\n---\nc: 1\n",
            "a: 1\n...\n%YAML 1.2\n---\nb: 2\n", "a: 1\n...\n%TAG ! tag:x,2000:\n# between\n\n---\nb: !y 2\n",
            "a: 1\n---\n--- \nb: 2\n---", "a: &x 1\n---\nb: *x\n", "---\n---\n---\n", "a: 1\n---x\nb: 2\n",
            "a: 1\n--- |\n  text\n---\nb: 2\n", "\u{FEFF}a: 1\n---\nb: 2\n", "a: 1\n---\r\nb: 2\r\n",
        ]
    )
    func markers(_ text: String) {
        for size in 1...text.utf8.count { _ = Self.check(text, size: size) }
    }
}
