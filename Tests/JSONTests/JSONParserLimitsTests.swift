import JSON
import Testing

struct JSONParserLimitsTests {
    @Test
    func accepts10000LevelsAndOneReviewAround() throws {
        let document = try JSONDocument.make(Self.nested(10_002))
        #expect(document.nodeCount == 10_002)
    }

    @Test(arguments: [10_003, 100_000])
    func rejectsDeeperNesting(levels: Int) {
        let error = JSONDocument.error(Self.nested(levels).utf8)
        #expect(error?.reason == .tooDeep(limit: 10_002))
        #expect(error?.offset == 10_002)
        #expect(JSONDocument.error(String(repeating: "{\"a\":", count: levels).utf8)?.reason == .tooDeep(limit: 10_002))
    }

    @Test
    func countsOnlyOpenContainersAsDepth() throws {
        _ = try JSONDocument.make("[[],[[]],{}]", depth: 3)
        #expect(JSONDocument.error("[[[[]]]]".utf8, limits: JSONLimits(depth: 3, size: 99))?.offset == 3)
    }

    @Test
    func enforcesTheSizeToTheByte() {
        let limits = JSONLimits(depth: 9, size: 4)
        #expect(JSONDocument.error("[12]".utf8, limits: limits) == nil)
        #expect(JSONDocument.error("[123]".utf8, limits: limits)?.reason == .tooLarge(limit: 4))
    }

    @Test
    func keepsNumbersOf400DigitsAsText() throws {
        let digits = String(repeating: "9876543210", count: 40)
        for number in [digits, "-\(digits).\(digits)e-\(digits)"] {
            let document = try JSONDocument.make("[\(number)]")
            #expect(document.value.elements.map(\.text) == [number])
            #expect(document.value.elements.map(\.integer) == [nil])
        }
    }

    @Test
    func growsTheTapeForTextsOfManySmallNodes() throws {
        let document = try JSONDocument.make("[" + String(repeating: "1,", count: 10_000) + "{\"\":2}]")
        #expect(document.value.count == 10_001)
        #expect(document.nodeCount == 10_004)
        let last = try #require(document.elements(document.root).suffix(1).first)
        #expect(JSONValue(document, last)[""]?.integer == 2)
        #expect(document.value.elements.count == JSONValue.elementLimit)
    }

    private static func nested(_ levels: Int) -> String {
        String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
    }
}
