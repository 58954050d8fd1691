import JSON
import Testing

struct JSONDuplicateKeysTests {
    @Test(arguments: [
        (#"{"a":1,"a":2}"#, 7), (#"{"a":1,"\u0061":2}"#, 7), (#"{"\u0061":1,"a":2}"#, 12),
        (#"{"\u0061":1,"\u0061":2}"#, 12), (#"{"":1,"":2}"#, 6), (#"{"a":{"b":1,"b":2}}"#, 12),
        (#"[{"a":1},{"a":1,"c":0,"a":1}]"#, 22), (#"{"a":{"a":1,"b":2},"b":1,"a":3}"#, 25),
        (#"{"abcdefgh":1,"abcdefgh":2}"#, 14),
        (#"{"abcdefghijklmnopqrstuvwxyz":1,"abcdefghijklmnopqrstuvwxyz":2}"#, 32),
        (#"{"\ud83d\ude00":1,"😀":2}"#, 18),
    ])
    func areFoundAtTheirSecondOccurrence(text: String, offset: Int) throws {
        let document = try JSONDocument.make(text)
        let key = try #require(document.duplicateKey)
        #expect(document.range(key).lowerBound == offset)
    }

    @Test(arguments: [
        #"{"a":1,"b":{"a":1},"c":{"a":1}}"#, #"{"a":1,"A":2}"#, #"{"é":1,"e\u0301":2}"#, #"{"a":1,"a\u0000":2}"#,
        #"[{"a":1},{"a":1}]"#, #"{"abcdefgh1":1,"abcdefgh2":2,"1abcdefgh":3}"#, #"{"a":"a"}"#,
    ])
    func areNotSeenWhereThereAreNone(text: String) throws {
        #expect(try JSONDocument.make(text).duplicateKey == nil)
    }

    @Test(arguments: [2, 15, 16, 17, 18, 33, 1000])
    func areFoundInObjectsOfEverySize(size: Int) throws {
        let keys = (0..<size - 1).map { "key-\($0 * 7919)-in-a-long-name" }
        for place in Set([0, (size - 2) / 2, size - 2]) {
            for again in ["\"\(keys[place])\"", "\"\\u006b" + keys[place].dropFirst() + "\""] {
                let members = keys.map { "\"\($0)\":1" } + ["\(again):2"]
                let document = try JSONDocument.make("{" + members.joined(separator: ",") + "}")
                let key = try #require(document.duplicateKey)
                #expect(document.text(key) == again)
                #expect(document.value[keys[place]]?.integer == 2, "the last value counts")
            }
        }
        let unique = try JSONDocument.make("{" + keys.map { "\"\($0)\":{\"\($0)\":1}" }.joined(separator: ",") + "}")
        #expect(unique.duplicateKey == nil)
    }

    @Test
    func areReportedInDocumentOrder() throws {
        let large = (0..<20).map { "\"k\($0)\":0" }.joined(separator: ",")
        let document = try JSONDocument.make("{\(large),\"in\":{\"x\":1,\"x\":2},\"k3\":1}")
        #expect(document.duplicateKey.flatMap { document.string($0) } == "x")
    }
}
