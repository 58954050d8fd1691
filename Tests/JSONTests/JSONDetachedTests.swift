import JSON
import TestSupport
import Testing

struct JSONDetachedTests {
    /// Kind, place and text of every value below a node.
    private func picture(_ document: JSONDocument) -> [String] {
        var lines: [String] = []
        var open = [document.root]
        while let node = open.popLast() {
            lines.append("\(document.kind(node)) \(document.range(node)) \(document.count(node))")
            open += document.elements(node)
            for (key, value) in document.members(node) {
                lines.append("key \(document.range(key)) \(document.string(key) ?? "-")")
                open.append(value)
            }
        }
        return lines
    }

    @Test("a value taken out is what its text would be parsed to", .namesItsCase)
    func likeParsing() {
        var count = 0
        forEachCase(of: UInt64(0)..<300) { seed throws in
            let document = try JSONDocument(parsing: Array(RandomDocument(seed: seed).text.utf8))
            var open = [document.root]
            while let node = open.popLast() {
                open += document.elements(node)
                for (_, value) in document.members(node) { open.append(value) }
                let parsed = try JSONDocument(parsing: Array(document.bytes[document.range(node)]))
                let taken = try #require(document.detached(node))
                #expect(taken.bytes == parsed.bytes)
                #expect(picture(taken) == picture(parsed))
                #expect((taken.duplicateKey == nil) == (parsed.duplicateKey == nil))
                count += 1
            }
        }
        #expect(count > 1_000, "\(count)")
    }

    @Test("a key that is twice is known only where it is")
    func duplicateKeys() throws {
        let document = try JSONDocument.make(#"{"a": {"b": 1, "b": 2}, "c": {"d": 1}}"#)
        let values = document.members(document.root).map(\.value)
        #expect(try #require(document.detached(values[0])).duplicateKey != nil)
        #expect(try #require(document.detached(values[1])).duplicateKey == nil)
    }
}
