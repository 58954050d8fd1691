import JSON
import Testing

struct JSONWriterTests {
    @Test(arguments: [
        ("", #""""#), ("plain text of some length", #""plain text of some length""#), ("\"", #""\"""#),
        ("\\", #""\\""#), ("\n\r\t", #""\n\r\t""#), ("\u{0}\u{8}\u{C}\u{1F}", #""\u0000\u0008\u000c\u001f""#),
        ("é中😀\u{7F}/", "\"é中😀\u{7F}/\""), ("é\"é", #""é\"é""#),
    ])
    func escapesOnlyWhatItMust(text: String, expected: String) {
        var writer = JSONWriter()
        writer.string(text)
        #expect(writer.bytes.text == expected)
    }

    @Test
    func escapesAtEveryPlaceInABlock() throws {
        for length in 0...24 {
            for special in ["\"", "\\", "\u{1}", "é"] {
                let text = String(repeating: "x", count: length) + special + String(repeating: "é", count: length % 5)
                var writer = JSONWriter()
                writer.string(text)
                #expect(try JSONDocument(parsing: writer.bytes).value.string == text)
            }
        }
    }

    @Test
    func putsCommasWhereTheyBelong() {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("a")
        writer.beginArray()
        writer.integer(-1)
        writer.beginObject()
        writer.endObject()
        writer.null()
        writer.endArray()
        writer.key(String("b\n"))
        writer.boolean(true)
        writer.key("c")
        writer.raw("1.0")
        writer.key("d")
        writer.raw([0x5B, 0x5D])
        writer.endObject()
        #expect(writer.bytes.text == #"{"a":[-1,{},null],"b\n":true,"c":1.0,"d":[]}"#)
    }
}
