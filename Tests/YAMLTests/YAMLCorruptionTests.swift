import JSON
import TestSupport
import Testing
import YAML

/// Whatever becomes of a manifest: it is read or refused, and what is said of it is within the stream.
struct YAMLCorruptionTests {
    private static let sample = """
        %YAML 1.2
        --- # first
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: &name "web \\u00e9"  # comment
          annotations: {a/b: 'it''s', "c": *name, <<: {d: 1}}
          text: |-
            [{"HTTP": 80},

              {"HTTPS": 443}]
          folded: >2+
              x
             y

        spec:
          rules: &r
          - host: é.example.com
            http: [a, {b: c}, "d": e]
          - !!str 80
          ? key
          : - - x
              more
          - {? p : q, *name : r}
        ---
        ? [a]
        : *r
        ...
        a: [b,
         c]
        b: 'x

          y'

        """

    private static let intruders = Array("\0\t\n\r \"'#&*!|%,[]{}:?-<\\a0".utf8) + [0xEF]

    private static func check(_ bytes: [UInt8]) {
        YAMLStream.read(bytes) { result in
            switch result {
            case .failure(let error):
                #expect(error.offset >= 0 && error.offset <= bytes.count)
                #expect(!error.text.isEmpty && error.text.utf8.count < 400)
            case .success(let document): checkPlaces(document, bytes)
            }
        }
    }

    private static func checkPlaces(_ document: YAMLDocument, _ bytes: [UInt8]) {
        var open = [document.json.root]
        while let node = open.popLast() {
            let source = document.sources[node]
            #expect(source.range.lowerBound >= document.range.lowerBound)
            #expect(source.range.upperBound <= document.range.upperBound)
            if document.json.kind(node) == .string {
                let part = document.sources.range(of: 1..<2, in: node, of: bytes)
                #expect(part.lowerBound >= source.range.lowerBound && part.upperBound <= source.range.upperBound)
            }
            open += document.json.elements(node)
            open += document.json.members(node).flatMap { [$0.key, $0.value] }
        }
        #expect(document.range.upperBound <= bytes.count)
        #expect(document.comments.allSatisfy { document.range.contains($0.lowerBound) })
    }

    @Test("every prefix is read or refused")
    func prefixes() {
        let bytes = Array(Self.sample.utf8)
        for length in bytes.indices { Self.check(Array(bytes[..<length])) }
        #expect(YAMLStream.results(Self.sample).count == 3)
    }

    @Test("without any one byte it is read or refused")
    func deletions() {
        let bytes = Array(Self.sample.utf8)
        for index in bytes.indices { Self.check(Array(bytes[..<index] + bytes[(index + 1)...])) }
    }

    @Test("with another byte in any place, or one more, it is read or refused")
    func replacements() {
        let bytes = Array(Self.sample.utf8)
        for index in bytes.indices {
            // Each meets every third place.
            for intruder in Self.intruders where (index + Int(intruder)).isMultiple(of: 3) {
                var changed = bytes
                changed[index] = intruder
                Self.check(changed)
                if index.isMultiple(of: 4) {
                    changed.insert(bytes[index], at: index)
                    Self.check(changed)
                }
            }
        }
    }

    /// Texts that tempt a reader to look at the same bytes again and again; 100 kilobytes and more of each, which a reader in
    /// quadratic time would take minutes for.
    private static let tedious: [(name: String, text: String)] = [
        ("long key", String(repeating: "a ", count: 20_000) + ": b"),
        ("empty lines", "a: b" + String(repeating: "\n", count: 200_000) + "c: d"),
        ("empty lines behind each key", String(repeating: "- a\n\n\n\n\n\n\n\n", count: 20_000)),
        ("empty values", String(repeating: "a:\n", count: 60_000)),
        ("spaces", "a:" + String(repeating: " ", count: 200_000)),
        ("lines of spaces", String(repeating: String(repeating: " ", count: 999) + "\n", count: 200)),
        ("comments", String(repeating: "# c\n", count: 50_000)),
        ("open quote", "a: '" + String(repeating: "x\n\n ", count: 50_000)),
        ("long plain text", "a: b\n" + String(repeating: " c\n", count: 60_000)),
        ("empty text", "a: |\n" + String(repeating: "\n", count: 200_000)),
        ("anchors", String(repeating: "- &a b\n", count: 30_000)),
        ("flow keys", String(repeating: "[x]: 1\n", count: 20_000)),
        ("pairs", "[" + String(repeating: "a: b, ", count: 30_000) + "]"),
        ("pairs of lists", "[" + String(repeating: "[[[[x]]]]: b, ", count: 15_000) + "]"),
        ("markers", String(repeating: "---\n", count: 50_000)),
        ("broken documents", String(repeating: "---\n[\n", count: 30_000)),
        ("colons", String(repeating: ":", count: 200_000)),
        ("brackets", String(repeating: "[]", count: 20_000)),
        ("question marks", String(repeating: "? a\n", count: 50_000)),
        ("many keys", (0..<20_000).map { "k\($0): \($0)\n" }.joined()),
        ("many bad bytes", String(repeating: "---\n\u{1}\n", count: 30_000)),
        ("carriage returns", String(repeating: "a\r", count: 20_000)),
    ]

    @Test("whatever is long is read in linear time", .timeLimit(.minutes(1)), .namesItsCase)
    func tedious() {
        forEachCase(of: Self.tedious) { _, text throws in
            var count = 0
            YAMLStream.read(Array(text.utf8)) { _ in count += 1 }
            #expect(count <= 60_001)
        }
    }
}
