import JSON
import TestSupport
import Testing

struct JSONStringTests {
    @Test(.namesItsCase) func findsEverySpecialByteAtEveryPlaceInABlock() {
        forEachCase(of: 0...24) { offset in
            let before = String(repeating: "x", count: offset)
            for behind in [0, 1, 7, 8, 9, 20].map({ String(repeating: "y", count: $0) }) {
                let plain = try JSONDocument.make("\"\(before)\(behind)\"")
                #expect(plain.value.string == before + behind)
                for (escaped, decoded) in [(#"\""#, "\""), (#"\\"#, "\\"), (#"\u00e9"#, "é"), ("é", "é"), ("😀", "😀")] {
                    let document = try JSONDocument.make("[\"\(before)\(escaped)\(behind)\"]")
                    #expect(document.value.elements.map(\.string) == [before + decoded + behind])
                }
                for wrong in ["\u{0}", "\u{1F}", "\n"] {
                    let error = JSONDocument.error("\"\(before)\(wrong)\(behind)\"".utf8)
                    #expect(error?.offset == offset + 1)
                    #expect(error?.reason == .controlCharacterInString(wrong.utf8.first ?? 0))
                }
                let open = JSONDocument.error("\"\(before)\(behind)".utf8)
                #expect(open?.offset == 1 + before.utf8.count + behind.utf8.count)
            }
        }
    }

    @Test(.namesItsCase) func rejectsIllFormedUTF8() {
        forEachCase(
            of: [
                // Unicode standard, table 3-7: what is not in it is ill-formed.
                ([0x80], 0), ([0xBF], 0), ([0xC0, 0x80], 0), ([0xC1, 0xBF], 0), ([0xC2], 0), ([0xC2, 0x41], 0),
                ([0xC2, 0xC2], 0), ([0xE0, 0x80, 0x80], 0), ([0xE0, 0x9F, 0xBF], 0), ([0xE1, 0x80], 0),
                ([0xE1, 0x80, 0x41], 0),
                ([0xED, 0xA0, 0x80], 0), ([0xED, 0xBF, 0xBF], 0), ([0xF0, 0x80, 0x80, 0x80], 0),
                ([0xF0, 0x8F, 0xBF, 0xBF], 0),
                ([0xF0, 0x90, 0x80], 0), ([0xF0, 0x90, 0x80, 0x41], 0), ([0xF4, 0x90, 0x80, 0x80], 0),
                ([0xF5, 0x80, 0x80, 0x80], 0), ([0xFE], 0), ([0xFF], 0), ([0xC3, 0xA9, 0xA9], 2),
                ([0xF0, 0x9F, 0x98, 0x80, 0xF0], 4),
            ] as [([UInt8], Int)]
        ) { bytes, offset in
            for prefix in 0..<9 {
                let text = [0x22] + [UInt8](repeating: 0x61, count: prefix) + bytes + [0x22]
                let error = JSONDocument.error(text)
                #expect(error?.reason == .invalidUTF8)
                #expect(error?.offset == 1 + prefix + offset)
                #expect(JSONDocument.error(text.dropLast()) != nil)
            }
            #expect(JSONDocument.error(bytes) != nil, "outside a string")
        }
    }

    @Test(arguments: ["\u{80}", "\u{7FF}", "\u{800}", "\u{D7FF}", "\u{E000}", "\u{FFFF}", "\u{10000}", "\u{10FFFF}"])
    func acceptsTheBoundsOfWellFormedUTF8(text: String) throws {
        #expect(try JSONDocument.make("\"\(text)\"").value.string == text)
    }

    @Test(arguments: [
        (#"\ud800"#, "\u{FFFD}"), (#"\udc00"#, "\u{FFFD}"), (#"\ud800\ud800"#, "\u{FFFD}\u{FFFD}"),
        (#"\ud800x"#, "\u{FFFD}x"), (#"\ud800\u0041"#, "\u{FFFD}A"), (#"\ud83d\ude00"#, "😀"),
        (#"\ud83d\ud83d\ude00"#, "\u{FFFD}😀"), (#"\ud83d\n"#, "\u{FFFD}\n"),
    ])
    func decodesUnpairedSurrogatesAsGoDoes(text: String, expected: String) throws {
        #expect(try JSONDocument.make("\"\(text)\"").value.string == expected)
    }

    @Test
    func comparesDecodedText() throws {
        let document = try JSONDocument.make(#"["UPDATE", "\u0055PDATE", "UPDATES", "update", 1]"#)
        let matches = document.elements(document.root).map { document.string($0, equals: "UPDATE") }
        #expect(matches == [true, true, false, false, false])
        #expect(try JSONDocument.make(#"{"\u0061/b":1}"#).value["a/b"]?.integer == 1)
    }

    @Test(.namesItsCase) func looksUpKeysOfEveryLength() {
        forEachCase(of: 0...20) { length in
            let key = String("abcdefghijklmnopqrstuvwxyz".prefix(length))
            let others = (0..<length).map { place in
                String(key.enumerated().map { $0.offset == place ? "#" : $0.element })
            }
            let members = (others + [key]).map { "\"\($0)\":\"\($0)\"" }.joined(separator: ",")
            let document = try JSONDocument.make("{\(members)}")
            for key in others + [key] { #expect(document.value[key]?.string == key) }
            #expect(document.value[key + "x"] == nil)
        }
    }
}
