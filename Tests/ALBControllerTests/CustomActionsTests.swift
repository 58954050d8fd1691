import ALBController
import JSON
import TestSupport
import Testing

struct CustomActionsTests {
    private func parse(_ text: String) -> CustomActions { CustomActions(text, of: ObjectName("default", "demo")) }

    @Test(.namesItsCase) func consequences() {
        forEachCase(
            of: [
                ("null", nil), ("[]", nil), ("", .groupFails), (" ", .groupFails), ("{}", .groupFails),
                ("[1]", .groupFails),
                (#"[{"type": "ForwardGroup"}]"#, .processDies),
                (#"[{"type": "forwardgroup", "forwardConfig": null}]"#, .processDies),
                (#"[{"type": "ForwardGroup", "order": "x"}]"#, .processDies),
                (#"[{"type": "ForwardGroup", "forwardConfig": 1}]"#, .groupFails),
                (#"[{"type": "ForwardGroup", "forwardConfig": {}}]"#, .silentlyWrong),
                (#"[{"type": "ForwardGroup", "forwardConfig": {"serverGroups": [{}]}}]"#, .groupFails),
                (#"[{"type": "ForwardGroup", "forwardConfig": {"serverGroups": [{"serverGroupID": "sgp"}]}}]"#, nil),
                (#"[{"type": "Redirect"}]"#, .processDies),
                (#"[{"type": "Redirect", "RedirectConfig": null}]"#, .processDies),
                (#"[{"type": "Redirect", "RedirectConfig": {}}]"#, nil),
                (#"[{"type": "FixedResponse"}]"#, .silentPanic),
                (#"[{"type": "FixedResponse", "FixedResponseConfig": {}}]"#, nil),
                (#"[{"type": "InsertHeader"}]"#, .silentPanic), (#"[{"type": "RemoveHeader"}]"#, .silentPanic),
                (#"[{"type": "Rewrite"}]"#, .silentPanic), (#"[{"type": "TrafficMirror"}]"#, .silentPanic),
                (#"[{"type": "TrafficLimit"}]"#, .silentPanic),
                (#"[{"type": "Cors", "CorsConfig": {}}]"#, .silentPanic),
                (#"[{"type": "forward"}]"#, .silentPanic), ("[{}]", .silentPanic), ("[null]", .silentPanic),
                (#"[{"type": "TrafficLimit", "TrafficLimitConfig": {"QPS": "0"}}]"#, .silentPanic),
                (#"[{"type": "TrafficLimit", "TrafficLimitConfig": {"QPS": "1", "QPSPerIp": "1"}}]"#, .silentPanic),
                (#"[{"type": "TrafficLimit", "TrafficLimitConfig": {"QPS": 5}}]"#, .groupFails),
                (#"[{"type": "TrafficLimit", "TrafficLimitConfig": {"QPS": "5"}}]"#, nil),
                (#"[{"type": "InsertHeader", "InsertHeaderConfig": {}, "extra": 1}]"#, .silentlyWrong),
            ] as [(String, Consequence?)]
        ) { text, expected in
            #expect(parse(text).worst == expected)
        }
    }

    @Test func everyProblemIsNamedWithItsPlace() {
        let found = parse(
            #"[{"type": "Redirect"}, {"type": "nope"}, {"type": "ForwardGroup", "forwardConfig": {"serverGroups": "#
                + #"[{"serviceName": "a"}, {}]}}, {"type": "RemoveHeader", "removeheaderconfig": {"Key": "k"}}]"#
        )
        #expect(
            found.problems.map(\.description) == [
                "/0/RedirectConfig: Redirect needs RedirectConfig",
                "/1/type: unknown action Type \"nope\"",
                "/2/forwardConfig/serverGroups/1: neither serverGroupID nor serviceName is set",
            ]
        )
        #expect(found.actions.map(\.kind) == [.forwardGroup, .removeHeader])
    }

    @Test func aTypeErrorHidesWhatFollowsFromIt() {
        let found = parse(#"[{"type": "TrafficLimit", "TrafficLimitConfig": {"QPS": 5}}, {"type": "nope"}]"#)
        #expect(found.problems.map(\.path.description) == ["/0/TrafficLimitConfig/QPS", "/1/type"])
        #expect(found.worst == .groupFails)
    }

    @Test func manySmallProblemsDoNotHideADeadlyOne() {
        let many = String(repeating: #"{"type": "Redirect", "RedirectConfig": {}}, "#, count: 500)
        let found = parse("[\(many){\"type\": \"ForwardGroup\"}]")
        #expect(found.worst == .processDies)
        #expect(found.problems.count < 100)
    }

    @Test func goLowersADottedCapitalIAsAnI() {
        #expect(ActionKind(custom: "F\u{130}xedResponse") == .fixedResponse)
        #expect(ActionKind(custom: "Cors") == nil)
    }

    @Test(.timeLimit(.minutes(1)))
    func aMegabyteIsReadInOnePass() {
        let entry = #"{"type": "InsertHeader", "InsertHeaderConfig": {"Key": "k", "Value": 1}},"#
        let text = "[" + String(repeating: entry, count: 14_000) + "null]"
        #expect(parse(text).problems.map(\.kind) == [.tooMany(14_001)])
        let group = #"{"serviceName": "a", "servicePort": 80},"#
        let groups = String(repeating: group, count: 900)
        let again = String(repeating: #", "forwardConfig": {"serverGroups": [{}]}"#, count: 10_000)
        #expect(
            parse("[{\"type\": \"ForwardGroup\", \"forwardConfig\": {\"serverGroups\": [\(groups){}]}\(again)}]")
                .configs.count == 1
        )
    }
}
