import JSON
import Testing

struct JSONPointerTests {
    @Test(arguments: [
        ("/foo", #"["bar", "baz"]"#), ("/foo/0", #""bar""#), ("/", "0"), ("/a~1b", "1"), ("/c%d", "2"), ("/e^f", "3"),
        ("/g|h", "4"), (#"/i\j"#, "5"), (#"/k"l"#, "6"), ("/ ", "7"), ("/m~0n", "8"),
    ])
    func resolvesTheExamplesOfSection5(text: String, expected: String) throws {
        let document = try Self.example
        let pointer = try #require(JSONPointer(parsing: text))
        let node = try #require(document.node(at: pointer))
        #expect(document.text(node) == expected)
        #expect(pointer.description == text)
    }

    @Test
    func resolvesTheEmptyPointerToTheWholeDocument() throws {
        let document = try Self.example
        let pointer = try #require(JSONPointer(parsing: ""))
        #expect(document.node(at: pointer) == document.root)
    }

    @Test(arguments: [
        "/nothing", "/foo/2", "/foo/-", "/foo/00", "/foo/01", "/foo/+1", "/foo/-1", "/foo/", "/foo/0/0", "/foo/1e0",
        "/foo/18446744073709551616",
    ])
    func findsNothingAtPlacesThatDoNotExist(text: String) throws {
        let document = try Self.example
        let pointer = try #require(JSONPointer(parsing: text))
        #expect(document.node(at: pointer) == nil)
    }

    @Test(arguments: ["foo", "#/foo", "/~", "/~2", "/a~", "/~~0", " /foo"])
    func rejectsTextOutsideTheSyntaxOfSection3(text: String) {
        #expect(JSONPointer(parsing: text) == nil)
    }

    @Test
    func unescapesInTheOrderOfSection4() {
        #expect(JSONPointer(parsing: "/~01")?.tokens == ["~1"])
        #expect(JSONPointer(["~1", "a/b", ""]).description == "/~01/a~1b/")
    }

    @Test
    func keepsCanonicallyEquivalentTokensApart() {
        #expect(JSONPointer(["e\u{301}"]) != JSONPointer(["\u{E9}"]))
        #expect(!JSONPointer(["e\u{301}", "a"]).starts(with: JSONPointer(["\u{E9}"])))
    }

    private static var example: JSONDocument {
        get throws {
            try .make(
                #"{"foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\j": 5, "k\"l": 6, " ": 7, "m~n": 8}"#
            )
        }
    }
}
