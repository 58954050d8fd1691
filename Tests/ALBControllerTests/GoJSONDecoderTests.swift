import ALBController
import JSON
import Testing

/// `encoding/json`, checked against its documentation and its source, `encoding/json/decode.go`.
struct GoJSONDecoderTests {
    private func decode<Value: GoDecodable>(_ type: Value.Type, _ text: String) throws -> (Value, GoJSONDecoder) {
        var decoder = GoJSONDecoder(try JSONDocument(parsing: Array(text.utf8)))
        let value = decoder.decode(type)
        return (value, decoder)
    }

    @Test(arguments: [#"{"Type": "a"}"#, #"{"type": "a"}"#, #"{"TYPE": "a"}"#, #"{"Type": "b", "type": "a"}"#])
    func keysMatchWithoutRegardToCase(_ text: String) throws {
        #expect(try decode(ActionConfig.self, text).0.type == "a")
    }

    @Test func aLongSAndAKelvinSignFoldToLetters() throws {
        #expect(try decode(KeyValue.self, #"{"\u212Aey": "a"}"#).0.key == "a")
        #expect(try decode(ConditionTexts<HostName>.self, #"{"Value\u017F": ["a"]}"#).0.values == ["a"])
    }

    @Test func nullLeavesAValueAndClearsAPointer() throws {
        #expect(try decode(KeyValue.self, #"{"Key": "a", "Key": null}"#).0.key == "a")
        let text = #"{"RewriteConfig": {"Path": "/"}, "RewriteConfig": null}"#
        #expect(try decode(ActionConfig.self, text).0.rewrite == nil)
    }

    @Test func aRepeatedObjectIsDecodedOverTheFirst() throws {
        let text = #"{"RewriteConfig": {"Path": "/", "Host": "h"}, "rewriteConfig": {"Path": "/a"}}"#
        let rewrite = try decode(ActionConfig.self, text).0.rewrite
        #expect(rewrite?.path == "/a")
        #expect(rewrite?.host == "h")
    }

    @Test func aRepeatedListIsDecodedOverTheFirst() throws {
        let text = #"{"Values": ["a", "b", "c"], "Values": [null, "d"]}"#
        #expect(try decode(ConditionTexts<HostName>.self, text).0.values == ["a", "d"])
    }

    @Test(arguments: [
        ("80", 80, nil), ("-0", 0, nil), ("null", 0, nil), ("80.0", 0, "number 80.0"), ("8e1", 0, "number 8e1"),
        ("\"80\"", 0, "string"), ("true", 0, "bool"), ("[]", 0, "array"), ("{}", 0, "object"),
        ("9223372036854775808", 0, "number 9223372036854775808"),
    ])
    func integersTakeIntegerLiteralsOnly(_ literal: String, _ expected: Int, _ wrong: String?) throws {
        let (value, decoder) = try decode([ServerGroupConfig].self, "[{\"Weight\": \(literal)}]")
        #expect(value.first?.weight == expected)
        let text = wrong.map {
            "json: cannot unmarshal \($0) into Go struct field ServerGroupTuple.weight of type int"
        }
        #expect(decoder.errors.first?.description == text)
    }

    @Test func whatStandsBehindAnErrorIsStillDecoded() throws {
        let text = #"[1, {"Type": 1, "forwardConfig": "x", "Order": 2}, {"Type": "b"}]"#
        let (value, decoder) = try decode([ActionConfig].self, text)
        #expect(value.map(\.type) == ["", "", "b"])
        #expect(value.map { $0.forward == nil } == [true, false, true])
        #expect(decoder.errors.map(\.path.description) == ["/0", "/1/Type", "/1/forwardConfig"])
        #expect(
            decoder.errors.map(\.description) == [
                "json: cannot unmarshal number into Go value of type configcache.Action",
                "json: cannot unmarshal number into Go struct field Action.Type of type string",
                "json: cannot unmarshal string into Go struct field Action.forwardConfig of type "
                    + "configcache.ForwardActionConfig",
            ]
        )
    }

    @Test func unknownKeysAreListed() throws {
        let (_, decoder) = try decode([ActionConfig].self, #"[{"Kind": 1, "TrafficLimitConfig": {"PerIpQps": "1"}}]"#)
        #expect(decoder.unknownKeys.map(\.description) == ["/0/Kind", "/0/TrafficLimitConfig/PerIpQps"])
        #expect(decoder.errors.isEmpty)
    }

    /// The text of recorded events.
    @Test(arguments: ["annotation/actions.forward.weight-string", "annotation/actions.trafficlimit-int-qps"])
    func errorsReadAsTheControllerWritesThem(_ name: String) throws {
        let recorded = try #require(ControllerCase.all.first { $0.name == name })
        let event = try #require(recorded.value["error"]?.string)
        let problems = recorded.models().flatMap(\.problems)
        let texts = problems.compactMap { problem -> String? in
            guard case .action(let found, _) = problem.kind, case .wrongType(let error) = found.kind else { return nil }
            return error.description
        }
        #expect(texts.contains { event.hasSuffix($0) })
    }
}
