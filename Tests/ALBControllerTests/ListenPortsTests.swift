import ALBController
import TestSupport
import Testing

struct ListenPortsTests {
    @Test(arguments: [
        (#"[{"HTTP": 80}, {"HTTPS": 443}]"#, ["80/HTTP", "443/HTTPS"]), (#"[{"QUIC":443}]"#, ["443/QUIC"]),
        ("[{}]", []), ("[null]", []), (#"[{"HTTP": 80, "HTTP": 81}]"#, ["81/HTTP"]),
        (#" [{"HTTP": 80}] "#, ["80/HTTP"]), (#"[{"HTTP": 1}, {"HTTP": 65535}]"#, ["1/HTTP", "65535/HTTP"]),
        ("[\n {\"HTTP\":\n 80}\n]", ["80/HTTP"]), (#"[{"\u0048TTP": 80}]"#, ["80/HTTP"]),
    ])
    func names(_ text: String, _ expected: [String]) {
        guard case .ports(let keys) = ListenPorts(text) else {
            Issue.record("\(text) is refused")
            return
        }
        #expect(keys.map(\.description) == expected)
    }

    @Test(.namesItsCase) func refuses() {
        forEachCase(of: [
            "[]", "null", "80", "{}", #"{"HTTP": 80}"#, "[80]", #"["HTTP"]"#, #"[{"HTTP": "80"}]"#,
            #"[{"HTTP": 80.0}]"#,
            #"[{"HTTP": 8e1}]"#, #"[{"HTTP": 0}]"#, #"[{"HTTP": 65536}]"#, #"[{"HTTP": null}]"#, #"[{"http": 80}]"#,
            #"[{"HTTP ": 80}]"#, #"[{"TCP": 80}]"#, #"[{"HTTP": 80,}]"#, "[{'HTTP': 80}]", #"[{"HTTP": 80}] x"#, "True",
            #"[{"HTTP": 4294967376}]"#, #"[{"HTTP": true}]"#, #"[{"HTTP": 80, "x": 1}]"#,
            #"[{"HTTP": "a", "HTTP": 80}]"#,
        ]) { text in
            guard case .invalid = ListenPorts(text) else {
                Issue.record("\(text) is taken")
                return
            }
        }
    }

    @Test(arguments: [nil, "", " ", "\t"])
    func blanksAreAbsent(_ text: String?) {
        #expect(ListenPorts(text) == .absent)
    }

    @Test(.timeLimit(.minutes(1)))
    func aMegabyteOfKeysIsReadInOnePass() {
        let keys = (0..<90_000).map { "\"k\($0)\": 80" }.joined(separator: ",")
        guard case .invalid = ListenPorts("[{\(keys)}]") else {
            Issue.record("taken")
            return
        }
        let ports = (1...60_000).map { "{\"HTTP\": \($0)}" }.joined(separator: ",")
        guard case .invalid(let problem) = ListenPorts("[\(ports)]") else {
            Issue.record("taken")
            return
        }
        #expect(problem.kind == .tooMany(60_000))
    }
}
