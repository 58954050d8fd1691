import ALBController
import Foundation
import JSON
import Kubernetes
import TestSupport

/// Objects like those that are recorded, with other values: such as people write, and such as nobody does.
enum PolicyMutant {
    private static let words = [
        "", " ", "true", "True", " true", "TRUE ", "yes", "443", "false", "0", "-1", "+5", "5", "007", "10", "11",
        "1e2",
        "80.0",
        "1000", "1001", "100001", "172801", "-2", "99999999999999999999", "000000000000000000001", "5s",
        "\u{A0}true", "５", "HTTP", "http", "Http1.1", "HTTP1x1", "GET", "get", "get ", "TCP", "wrr", "WRR", "rr",
        "Insert",
        "ınsert", "inſert", "Server", "Request", "response", "grpc", "https", "aliyun-x", "Internet", "ıntranet",
        "Intranet ",
        "StandardWithWaf", "Basic", "alb_x", "al", "acs:x", "White", "black", "QUIC", "quic", "ﬀ", "a\u{301}", "\n",
        "x\ny",
        "aliyun", "2000", "3601", "65536", "/api/*", "/a(b)", "~/x", "/x?", "/é", "Exact", "Prefix",
        "ImplementationSpecific",
    ]
    private static let ports = [
        #"[{"HTTP": 80}, {"HTTPS": 443}]"#, #"[{"HTTP":"80"}]"#, "[]", "[{}]", "[null]", "null", #"[{"HTTP": 0}]"#,
        #"[{"HTTP": 0, "HTTP": 80}]"#, #"[{"HTTP": null}]"#, #"[{"HTTP": 65536}]"#, #"[{"HTTP": 65535}]"#,
        #"[{"http": 80}]"#, #"[{"HTTP": 80},]"#, #"{"HTTP": 80}"#, "80", #"[{"\u0048TTP": 80}]"#, #"[{"HTTP": 80.0}]"#,
        #"[{"HTTP": 8e1}]"#, #"[{"HTTP": 080}]"#, #"[{"HTTP": -0}]"#, "  \n [\n {\"HTTP\": 80}\n]\n",
        "\u{A0}[{\"HTTP\": 80}]",
        #"[{"HTTP": 80}] "#, #"[{"HTTPS": 443}, {"QUIC": 443}]"#, #"[{"HTTP": 99999999999}]"#,
        #"[{"HTTP": 80, "HTTPS": 443}]"#,
        #"[{"TCP": 80}]"#, "[[]]", #"[{"HTTP": 70000, "HTTP": 7}]"#, #"[{"HTTP" :80} , null]"#,
    ]
    private static let actions = [
        "", " ", "null", "n", "{}", "[]", "[{}]", "{", "5", "\"a\"", "true", " [] ", "\u{FEFF}[]", "\u{A0}[]",
        #"{"type": "forward"}"#, #"{"type": "redirect", "RedirectConfig": {"path": "/x"}}"#,
        #"{"type": "ForwardGroup", "ForwardConfig": {"ServerGroups": [{"ServiceName": "web", "ServicePort": 80}]}}"#,
        #"[{"type": "FixedResponse", "FixedResponseConfig": {"httpCode": "200", "content": "x"}}]"#,
        #"{"type":"forward","forwardConfig":{"targetGroups":[{"serviceName":"web","servicePort":80,"weight":1}]}}"#,
        #"[{"type": "Host", "hostConfig": {"values": ["a.example.com"]}}]"#, #"{"type": "Host"}"#,
    ]
    private static let scalars = [
        "0", "1", "-1", "80", "443", "65535", "65536", "2147483648", "80.0", "1e2", "3600", "3601", "true", "false",
        "null",
        "{}", "[]", "[\"\"]", "[\"a\"]", "[null]", "[{}]", "9223372036854775808",
    ]

    /// Keys that a policy looks at, besides those that the object has.
    private static let keys: [String] =
        KnownAnnotations.alb.sorted().map { "alb.ingress.kubernetes.io/\($0)" }
        + [
            "nginx.ingress.kubernetes.io/canary", "nginx.ingress.kubernetes.io/ssl-redirect",
            "alb.ingress.kubernetes.io/rule-direction.web", "alb.ingress.kubernetes.io/actions.web",
            "alb.ingress.kubernetes.io/conditions.web",
        ]

    /// A version of the object that differs in a few places.
    static func make(_ object: String, _ random: inout SeededGenerator) throws -> String {
        if random.chance(15) {
            return String(decoding: try MutilatedObject.make(Array(object.utf8), &random), as: UTF8.self)
        }
        var bytes = Array(object.utf8)
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let document = try JSONDocument(parsing: bytes)
            if random.chance(50), let changed = annotated(document, &random) {
                bytes = changed
            } else {
                bytes = replaced(document, &random)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func value(_ key: String, _ random: inout SeededGenerator) -> String {
        if key.contains("/actions.") || key.contains("/conditions.") { return ReviewText.quoted(random.pick(actions)) }
        if key.hasSuffix("listen-ports") { return ReviewText.quoted(random.pick(ports)) }
        // What switches others on is on more often than not.
        let isSwitch = key.hasSuffix("enabled") || key.hasSuffix("enable-cors") || key.hasSuffix("sticky-session")
        return ReviewText.quoted(isSwitch && random.chance(70) ? "true" : random.pick(words))
    }

    /// Another annotation, or another value of one.
    private static func annotated(_ document: JSONDocument, _ random: inout SeededGenerator) -> [UInt8]? {
        guard let metadata = document.member("metadata", of: document.root), document.kind(metadata) == .object,
            document.string(document.member("kind", of: document.root) ?? document.root) == "Ingress"
        else { return nil }
        let key = random.pick(keys)
        let value = value(key, &random)
        var bytes = document.bytes
        guard let map = document.member("annotations", of: metadata), document.kind(map) == .object else {
            if document.member("annotations", of: metadata) != nil { return nil }
            let start = document.range(metadata).lowerBound + 1
            let tail = document.count(metadata) == 0 ? "" : ","
            bytes.insert(contentsOf: Array("\"annotations\":{\"\(key)\":\(value)}\(tail)".utf8), at: start)
            return bytes
        }
        if let old = document.member(key, of: map) {
            bytes.replaceSubrange(document.range(old), with: Array(value.utf8))
        } else {
            let tail = document.count(map) == 0 ? "" : ","
            bytes.insert(contentsOf: Array("\"\(key)\":\(value)\(tail)".utf8), at: document.range(map).lowerBound + 1)
        }
        return bytes
    }

    /// Another scalar, or an object or a list fewer.
    private static func replaced(_ document: JSONDocument, _ random: inout SeededGenerator) -> [UInt8] {
        var places: [JSONNode] = []
        var pending = document.members(document.root).filter {
            ["metadata", "spec"].contains(document.string($0.key) ?? "")
        }.map(\.value)
        while let node = pending.popLast() {
            for element in document.elements(node) { pending.append(element) }
            for (_, value) in document.members(node) { pending.append(value) }
            if document.kind(node) != .object, document.kind(node) != .array || random.chance(10) {
                places.append(node)
            }
        }
        guard !places.isEmpty else { return document.bytes }
        let text = random.chance(70) ? ReviewText.quoted(random.pick(words)) : random.pick(scalars)
        var bytes = document.bytes
        bytes.replaceSubrange(document.range(random.pick(places)), with: Array(text.utf8))
        return bytes
    }
}
