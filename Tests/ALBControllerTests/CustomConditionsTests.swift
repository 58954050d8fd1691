import ALBController
import Testing

struct CustomConditionsTests {
    @Test(
        arguments: [
            ("", nil), ("null", nil), ("[]", nil), (" ", .groupFails), ("{}", .groupFails), ("[null]", .groupFails),
            (#"[{"type": "Model"}]"#, .groupFails), (#"[{"type": "Host"}]"#, .silentlyWrong),
            (#"[{"type": "HOST", "hostconfig": {"values": ["a"]}}]"#, nil),
            (#"[{"type": "ResponseStatusCode", "ResponseStatusCodeConfig": {"Values": [404]}}]"#, .groupFails),
            (#"[{"type": "Cookie", "CookieConfig": {"Values": [{"Key": "a"}]}}]"#, nil),
            (#"[{"type": "Header", "HeaderConfig": {"Key": "a"}}]"#, .silentlyWrong),
        ] as [(String, Consequence?)]
    )
    func consequences(_ text: String, _ expected: Consequence?) {
        #expect(CustomConditions(text).worst == expected)
    }

    @Test func valuesOfOneTypeArePutTogether() {
        let conditions = CustomConditions(
            #"[{"type": "Path", "PathConfig": {"Values": ["/a"]}}, {"type": "Method", "MethodConfig": {"Values": "#
                + #"["GET"]}}, {"type": "Path", "PathConfig": {"Values": ["/b"]}}, {"type": "QueryString", "#
                + #""QueryStringConfig": {"Values": [{"Key": "k", "Value": "v"}]}}]"#
        )
        #expect(conditions.paths == ["/a", "/b"])
        #expect(conditions.methods == ["GET"])
        #expect(conditions.separate == [.queryString([KeyValue("k", "v")])])
        #expect(!conditions.needsResponse)
    }

    @Test func aMissingConfigIsOnlyEmpty() {
        let conditions = CustomConditions(#"[{"type": "Header"}, {"type": "Host"}]"#)
        #expect(conditions.separate == [.header(key: "", values: [])])
        #expect(conditions.problems.map(\.kind) == [.noValues(.header), .noValues(.host)])
    }
}
