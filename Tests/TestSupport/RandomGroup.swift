package import ALBController
import Kubernetes

/// Groups of Ingresses with every kind of mistake and overlap, from a seed.
package struct RandomGroup {
    private var random: SeededGenerator
    package let profile: ControllerProfile
    package let listeners: String

    package init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        profile = ControllerProfile.allCases.randomElement(using: &random) ?? .lbc
        listeners =
            [
                #"[{"port": 80, "protocol": "HTTP"}, {"port": 443, "protocol": "HTTPS"}]"#,
                #"[{"port": 80, "protocol": "HTTP"}]"#,
                #"[{"port": 80, "protocol": "HTTPS"}, {"port": 8443, "protocol": "QUIC"}]"#,
            ].randomElement(using: &random) ?? "[]"
    }

    /// The Ingress under review and the others.
    package mutating func make() -> (own: String, others: [String]) {
        let others = (0..<Int.random(in: 0...4, using: &random)).map { ingress("n\($0)") }
        return (ingress(["a", "m", "z"].randomElement(using: &random) ?? "m"), others)
    }

    private mutating func ingress(_ name: String) -> String {
        var annotations: [String: String] = [:]
        for (key, values) in Self.values where Int.random(in: 0..<12, using: &random) == 0 {
            annotations[key] = values.randomElement(using: &random)
        }
        let isPlain = Int.random(in: 0..<3, using: &random) == 0
        if isPlain { annotations = [:] }
        // The oldest controller reads no class.
        if profile == .legacy { annotations["albconfig.name"] = "alb" }
        // Mostly where the mark makes a difference.
        let isKnative = Int.random(in: 0..<(annotations["actions.web"] == nil ? 16 : 2), using: &random) == 0
        let count = Int.random(in: 0...5, using: &random)
        return Cluster.ingress(
            name,
            (0..<count).map { _ in path(isPlain) },
            annotations: annotations,
            labels: isKnative ? #"{"knative.aliyun.com/ingress": "true"}"# : "{}",
            tls: Self.tls.randomElement(using: &random) ?? "[]",
            service: isPlain ? "web" : ["web", "web", "api", ""].randomElement(using: &random) ?? "",
            port: isPlain
                ? Self.number : [Self.number, Self.number, Self.placeholder].randomElement(using: &random) ?? ""
        )
    }

    private mutating func path(_ isPlain: Bool) -> String {
        let kinds = isPlain ? ["", "=", "~"] : ["", "", "=", "~", "!"]
        let kind = kinds.randomElement(using: &random) ?? ""
        let host = ["", "h", "a.b.c", "*.b.c", "*.c", "x.b.c"].randomElement(using: &random) ?? ""
        let letters = isPlain ? "ab/" : kind == "~" ? "ab/*" : "ab/aab/ab/ab*"
        return "\(kind)\(host)/\(random.text(letters, upTo: 4))"
    }

    private static let number = #"{"number": 80}"#
    private static let placeholder = #"{"name": "use-annotation"}"#
    private static let tls = [
        "[]", "[]", "[]", #"[{"hosts": ["h"], "secretName": "s"}]"#, #"[{"hosts": ["a.b.c"]}]"#, "[{}]",
    ]

    private static let values: [(String, [String])] = [
        (
            "listen-ports",
            [
                #"[{"HTTP": 80}, {"HTTPS": 443}]"#, #"[{"HTTPS": 443}]"#, #"[{"HTTP": 8080}]"#, "[{}]", "nope",
                #"[{"HTTP": 80}, {"HTTPS": 80}]"#, #"[{"QUIC": 8443}]"#,
            ]
        ),
        ("ssl-redirect", ["true", "false"]), ("order", ["1", "5", "5", "0", "x"]),
        ("canary", ["true", "true", "false"]), ("canary-weight", ["20", "0", "x", "100"]),
        ("canary-by-header", ["x"]), ("canary-by-cookie", ["c"]), ("use-regex", ["true", "/a"]),
        ("rewrite-target", ["/${1}", "/a"]), ("backend-protocol", ["grpc", "http"]),
        ("backend-scheduler", ["wrr", "rr", ""]), ("traffic-limit-qps", ["5", "0", "x"]),
        ("traffic-limit-ip-qps", ["2", "9"]), ("enable-cors", ["true"]),
        ("rule-direction.web", ["Request", "Response", "response"]),
        (
            "conditions.web",
            [
                #"[{"type": "Method", "MethodConfig": {"Values": ["GET"]}}]"#,
                #"[{"type": "Host", "HostConfig": {"Values": ["h"]}}]"#,
                #"[{"type": "Path", "PathConfig": {"Values": ["/a*"]}}]"#, #"[{"type": "Hots"}]"#, "{",
            ]
        ),
        (
            "actions.web",
            [
                #"[{"type": "Redirect"}]"#, #"[{"type": "FixedResponse", "FixedResponseConfig": {"Content": "x"}}]"#,
                #"[{"type": "ForwardGroup"}]"#, #"[{"type": "nope"}]"#, "[5]", "null", #"{"type": "Redirect"}"#,
                #"{"type": "ForwardGroup", "forwardConfig": {"serverGroups": [{"serviceName": "a", "servicePort": 1}]}}"#,
                #"[{"type": "ForwardGroup", "forwardConfig": {"serverGroups": [{"serviceName": "a", "servicePort": 1}]}}]"#,
                #"[{"type": "InsertHeader", "InsertHeaderConfig": {}}, {"type": "TrafficLimit", "TrafficLimitConfig": {}}]"#,
            ]
        ),
    ]
}
