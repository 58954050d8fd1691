import JSON

/// Puts any JSON in any place of an object: the value of a random node is replaced, doubled, removed or emptied.
package enum MutilatedObject {
    private static let values = [
        "null", "true", "false", "0", "-1", "80", "443", "80.5", "1e400", "9999999999999999999999", "\"\"", "\" \"",
        "\"80\"", "\"true\"", "[]", "{}", "[[]]", "[{}]", "[null]", "[1,\"a\",null]", "{\"\":null}", "\"[{\"",
        "\"[{\\\"HTTP\\\": 80}]\"", "{\"service\":{\"port\":[]}}", "\"\\u0000\\n\\ud800\"", "\"aliyun\"",
        "{\"metadata\":{\"name\":[]}}",
    ]

    /// A JSON text with the same root that differs in one to three places.
    package static func make(_ object: [UInt8], _ random: inout SeededGenerator) throws -> [UInt8] {
        var bytes = object
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let document = try JSONDocument(parsing: bytes)
            var ranges: [Range<Int>] = []
            var pending = [document.root]
            while let node = pending.popLast() {
                for element in document.elements(node) { pending.append(element) }
                for (_, value) in document.members(node) { pending.append(value) }
                if node != document.root { ranges.append(document.range(node)) }
            }
            guard !ranges.isEmpty else { return bytes }
            bytes.replaceSubrange(random.pick(ranges), with: Array(random.pick(values).utf8))
        }
        return bytes
    }
}
