import JSON
import Testing

struct JSONPatchLayoutTests {
    static let source = """
        {
          "metadata" : { "name": "caf\\u00e9", "big": 1.50e+03 },
          "rules": [
            {"host":"a"},
            {"host":"b"}
          ],
          "ports": [80,  443],
          "empty": { }
        }

        """

    @Test(arguments: [
        (
            #"[{"op":"add","path":"/new","value":{"x":1}}]"#, "\"empty\": { }\n",
            "\"empty\": { },\n  \"new\": {\"x\":1}\n"
        ),
        (#"[{"op":"add","path":"/metadata/uid","value":"1"}]"#, "1.50e+03 }", "1.50e+03, \"uid\": \"1\" }"),
        (#"[{"op":"add","path":"/empty/a","value":1}]"#, "{ }", "{\"a\":1 }"),
        (#"[{"op":"add","path":"/rules/-","value":{}}]"#, "{\"host\":\"b\"}", "{\"host\":\"b\"},\n    {}"),
        (#"[{"op":"add","path":"/rules/0","value":{}}]"#, "{\"host\":\"a\"}", "{},\n    {\"host\":\"a\"}"),
        (#"[{"op":"remove","path":"/rules/0"}]"#, "{\"host\":\"a\"},\n    ", ""),
        (#"[{"op":"remove","path":"/rules/1"}]"#, ",\n    {\"host\":\"b\"}", ""),
        (#"[{"op":"remove","path":"/ports/1"}]"#, ",  443", ""),
        (#"[{"op":"remove","path":"/empty"}]"#, ",\n  \"empty\": { }", ""),
        (#"[{"op":"replace","path":"/ports","value":[ 1 ]}]"#, "[80,  443]", "[ 1 ]"),
        (#"[{"op":"copy","from":"/metadata/big","path":"/ports/0"}]"#, "[80,", "[1.50e+03,  80,"),
        (#"[{"op":"test","path":"/metadata/name","value":"café"}]"#, "", ""),
        ("[]", "", ""),
    ])
    func changesOnlyTheBytesOfTheOperation(patch: String, before: String, after: String) throws {
        let patch = try JSONPatch(parsing: JSONDocument.make(patch))
        let result = try patch.apply(to: Array(Self.source.utf8)).text
        #expect(result == Self.replacing(before, by: after))
    }

    @Test
    func keepsWhiteSpaceAroundTheDocument() throws {
        let patch = JSONPatch([.replace(path: JSONPointer(), value: Array(" [1] ".utf8))])
        #expect(try patch.apply(to: Array(" {}\n".utf8)).text == " [1]\n")
    }

    private static func replacing(_ part: String, by other: String) -> String {
        guard !part.isEmpty, let range = source.firstRange(of: part) else { return source }
        return source.replacingCharacters(range, other)
    }
}

extension String {
    fileprivate func replacingCharacters(_ range: Range<Index>, _ other: String) -> String {
        self[..<range.lowerBound] + other + self[range.upperBound...]
    }
}
