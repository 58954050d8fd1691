import TestSupport
import JSON
import Testing

/// What Foundation's reader makes of the same bytes, and where the two are meant to differ.
struct JSONFoundationTests {
    @Test(.namesItsCase) func readTheSameValues() {
        forEachCase(of: UInt64(0)..<200) { seed in
            let text = RandomDocument(seed: seed).text
            let document = try JSONDocument.make(text)
            let value = try #require(FoundationJSON.value(Array(text.utf8)), "seed \(seed)")
            #expect(FoundationJSON.value(value, matches: document.value), "seed \(seed)")
            #expect(document.duplicateKey == nil, "seed \(seed)")
        }
    }

    @Test(.namesItsCase) func judgeDamagedTextsTheSameWay() {
        forEachCase(of: UInt64(0)..<40) { seed in
            let bytes = Array(RandomDocument(seed: seed, depth: 3).text.utf8)
            var random = SeededGenerator(seed: seed)
            for _ in 0..<50 where !bytes.isEmpty {
                var damaged = bytes
                let place = Int.random(in: 0..<bytes.count, using: &random)
                damaged[place] = JSONHostileInputTests.intruders.randomElement(using: &random) ?? 0
                guard let document = try? JSONDocument(parsing: damaged), !FoundationJSON.refuses(document.value) else {
                    continue
                }
                #expect(FoundationJSON.value(damaged) != nil, "seed \(seed): \(damaged.text)")
            }
        }
    }

    @Test
    func differOnPurposeWhereTheRFCLeavesAChoice() throws {
        let deep = String(repeating: "[", count: 513) + String(repeating: "]", count: 513)
        for text in [#""\ud800""#, "1e400", deep] {
            #expect(JSONDocument.error(text.utf8) == nil)
            #expect(FoundationJSON.value(Array(text.utf8)) == nil)
        }
        let marked: [UInt8] = [0xEF, 0xBB, 0xBF, 0x7B, 0x7D]
        let utf16: [UInt8] = [0x7B, 0x00, 0x7D, 0x00]
        for bytes in [marked, utf16, Array("[1,]".utf8)] {
            #expect(JSONDocument.error(bytes) != nil, "sections 8.1 and 5")
            #expect(FoundationJSON.value(bytes) != nil)
        }
        for text in ["NaN", "[Infinity]", "'a'", "{a:1}"] {
            #expect(JSONDocument.error(text.utf8) != nil)
            #expect(FoundationJSON.value(Array(text.utf8)) == nil)
        }
        let repeated = #"{"a":1,"a":2}"#
        #expect(try JSONDocument.make(repeated).value["a"]?.integer == 2)
        #expect((FoundationJSON.value(Array(repeated.utf8)) as? [String: Int]) == ["a": 2])
    }
}
