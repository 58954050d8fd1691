import JSON
import Testing

/// What a terminal obeys must not come out of text that somebody else has written.
struct PlainTextTests {
    static let hidden: [Unicode.Scalar] =
        (UInt32(0x00)...0x1F).compactMap(Unicode.Scalar.init) + (UInt32(0x7F)...0x9F).compactMap(Unicode.Scalar.init)
        + ["\u{61C}", "\u{200E}", "\u{200F}", "\u{2028}", "\u{2029}"]
        + (UInt32(0x202A)...0x202E).compactMap(Unicode.Scalar.init)
        + (UInt32(0x2066)...0x2069).compactMap(Unicode.Scalar.init)

    @Test(arguments: hidden)
    func isNeverWrittenAsItIs(_ scalar: Unicode.Scalar) throws {
        // DEL moves nothing, and JSON text is scanned for it nowhere else.
        let isEscaped = scalar != "\u{7F}"
        for padding in ["", "x", "é", "中😀", "0123456789"] {
            let text = padding + String(scalar) + padding
            #expect(PlainText.line(text) == padding + " " + padding)
            var bytes: [UInt8] = []
            JSONEscape.append(text, to: &bytes)
            let written = String(decoding: bytes, as: UTF8.self)
            #expect(written.unicodeScalars.contains(scalar) != isEscaped)
            #expect(
                try JSONDocument(parsing: bytes).value.string?.unicodeScalars.elementsEqual(text.unicodeScalars) == true
            )
        }
    }

    /// Every other character stays as it is.
    @Test
    func leavesAllOthers() throws {
        let known = Set(Self.hidden)
        var text = ""
        for code in UInt32(0x20)...0x3000 {
            guard let scalar = Unicode.Scalar(code), !known.contains(scalar), scalar != "\"", scalar != "\\" else {
                continue
            }
            text.unicodeScalars.append(scalar)
        }
        var bytes: [UInt8] = []
        JSONEscape.append(text, to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == "\"\(text)\"")
        #expect(PlainText.line("中文 é ~ 😀") == "中文 é ~ 😀")
    }
}
