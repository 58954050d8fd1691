import JSON
import TestSupport

/// Ingresses with several faults at once, the same for the same seed.
enum FaultyIngress {
    static func json(_ random: inout SeededGenerator) -> String {
        let annotations = annotations(&random)
        let map =
            annotations.isEmpty && random.chance(50)
            ? "" : ", \"annotations\": {\(annotations.joined(separator: ", "))}"
        let tls = random.pick(tls)
        let backend = random.chance(15) ? ", \"defaultBackend\": {\"service\": \(random.pick(services))}" : ""
        return """
            {"apiVersion": "networking.k8s.io/v1", "kind": "Ingress",
            "metadata": {"name": "web", "namespace": "shop"\(map)},
            "spec": {"ingressClassName": "alb", "rules": \(rules(&random))\(tls)\(backend)}}
            """
    }

    private static func annotations(_ random: inout SeededGenerator) -> [String] {
        var names: Set<String> = []
        var members: [String] = []
        for _ in 0..<Int.random(in: 0...4, using: &random) {
            let isNginx = random.chance(20)
            let (name, values) = random.pick(isNginx ? nginx : pool)
            let full = (isNginx ? "nginx" : "alb") + ".ingress.kubernetes.io/" + name
            if names.insert(full).inserted { members.append("\(quoted(full)): \(quoted(random.pick(values)))") }
        }
        return members
    }

    /// Hosts that have nothing in common, and paths that take nothing from each other.
    private static func rules(_ random: inout SeededGenerator) -> String {
        let rules = random.pick([["a.example.com"], [""], ["a.example.com", "b.example.net"]]).map { host in
            let paths = random.pick(pathSets).map { path in
                """
                {"path": \(quoted(path)), "pathType": "\(random.pick(types))",
                "backend": {"service": \(random.pick(services))}}
                """
            }
            let name = host.isEmpty ? "" : "\"host\": \"\(host)\", "
            return "{\(name)\"http\": {\"paths\": [\(paths.joined(separator: ", "))]}}"
        }
        return "[\(rules.joined(separator: ", "))]"
    }

    private static func quoted(_ text: String) -> String {
        var bytes: [UInt8] = []
        JSONEscape.append(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let services = [
        #"{"name": "web", "port": {"number": 80}}"#, #"{"name": "web", "port": {"number": 80}}"#,
        #"{"name": "web", "port": {"name": "http"}}"#,
    ]
    private static let tls = [
        "", "", #", "tls": [{"hosts": ["a.example.com"], "secretName": "tls"}]"#, #", "tls": [{"secretName": "tls"}]"#,
        #", "tls": [{"hosts": ["a.example.com"]}]"#,
    ]
    private static let types = ["Prefix", "Exact", "ImplementationSpecific", "Prefix", "Exact", "prefix", "Regex"]
    private static let pathSets = [
        ["/"], [""], ["/svc(/|$)(.*)"], ["/a[0-9]+"], ["/users/{id}"], ["/a;b"], ["/(.*)"], ["/x/(a|b"], ["/b/.*"],
        ["/c$"],
        [String(repeating: "/long", count: 26)], ["/svc(/|$)(.*)", "/users/{id}"], ["/svc(/|$)(.*)", "/b/.*", "/"],
        ["/a", "/"], ["/a[0-9]+", "/plain"], ["/api/*"], ["/v?"], ["/*", "/b/.*"], ["/*.png", "/plain"],
    ]
    private static let nginx: [(String, [String])] = [
        ("ssl-redirect", ["true", "True", "false", "off"]), ("canary", ["true", "True"]),
        ("rewrite-target", ["/$1", "/x", "/$2?a", "x"]), ("use-regex", ["true", "false"]),
        ("force-ssl-redirect", ["true", "false"]), ("backend-protocol", ["HTTPS", "GRPC", "FCGI", "http"]),
        ("enable-cors", ["true", "false"]), ("cors-max-age", ["1728000", "x"]), ("cors-allow-origin", ["*", "a.b"]),
        ("affinity", ["cookie"]), ("session-cookie-max-age", ["172800"]), ("limit-rps", ["5", "0", "x"]),
        ("upstream-hash-by", ["$arg_a", "$binary_remote_addr", "$x"]), ("load-balance", ["ip_hash", "ewma"]),
        ("permanent-redirect", ["https://b.example.org$request_uri", "/x"]), ("x-forwarded-prefix", ["/a"]),
        ("canary-weight", ["50"]), ("canary-weight-total", ["1000"]), ("whitelist-source-range", ["10.0.0.0/8"]),
        ("configuration-snippet", ["deny all;", "gzip on;"]),
    ]

    private static let pool: [(String, [String])] = [
        ("rule-direction.web", ["response", " Request", "", "both"]),
        (
            "actions.web",
            [
                #"[{"type": "redirct", "RedirectConfig": {"host": "${host}"}}]"#, #"[{"type": "forward"}]"#,
                #"[{"type": "InsertHeaders", "InsertHeaderConfig": {"key": "a", "value": "b"}}]"#,
                #"[{"type": "TrafficLimit", "TrafficLimitConfig": {"QPS": "10", "PerIpQps": "5"}}]"#,
                #"{"type": "redirect", "redirectConfig": {"host": "b.example.org", "statusCode": "HTTP_302"}}"#,
                #"[{"type": "FixedResponse", "responseConfig": {"httpCode": "404", "content": "x"}}]"#,
                #"[{"type": "ForwardGroup", "forwardConfig": {"serverGroups": [{"serverGroupID": "sgp-xxxx"}]}}]"#,
            ]
        ),
        (
            "conditions.web",
            [
                #"[{"type": "Hots", "HostConfig": {"values": ["c.example.com"]}}]"#, #"[{"type": "x"}]"#,
                #"[{"field": "host-header", "hostHeaderConfig": {"values": ["c.example.com"]}}]"#,
                #"[{"type": "Header", "responseHeaderConfig": {"key": "a", "values": ["b"]}}]"#,
                #"[{"type": "Method", "pathConfig": {"values": ["/x"]}}]"#,
            ]
        ),
        (
            "listen-ports",
            [
                "[{\"HTTP\": 80}]", "[{\"HTTP\": 80}, {\"HTTPS\": 443}]", "[{\"https\": \"443\"}]", "{\"HTTPS\": 443}",
                "[{\"HTTP\": \"80\"}, {\"QUIC\": 443}]", "[{}]", "x", "[{\"HTTPS\": 8443}]", "[{\"QUIC\": 443}]",
                "[{\"HTTP\": 80, \"http\": 81}]",
            ]
        ),
        ("ssl-redirect", ["true", "True", "443", "false", "yes", "no", " true", "0", "8443", ""]),
        ("canary", ["True", "on", "false", "off", "true"]), ("canary-weight", ["20", "x", "50"]),
        ("canary-by-header", ["x"]),
        ("enable-cors", ["true", "True", "on", "TRUE "]), ("cors-max-age", ["1728000", "-5", "1d", "100"]),
        ("cors-allow-methods", ["get, POST", "GET,,POST", "*", "GET,FOO", "get,"]),
        ("cors-allow-origin", ["*", "*,", "https://a.b,", "a.b", "*, https://a.b", ",a.b", ",*,https://x"]),
        ("cors-allow-credentials", ["off", "TRUE", "maybe"]),
        ("backend-protocol", ["HTTPS", "GRPC", "https", "h2c", " http", "Grpc ", "grpc"]),
        ("backend-scheduler", ["WRR", "UCH", "rr", "", " wlc", "uch"]), ("backend-scheduler-uch-value", ["user"]),
        ("slow-start-enabled", ["true", "yes"]),
        ("sticky-session", ["true", "True"]), ("sticky-session-type", ["Insert ", "Cookie", "", "server ", "Server"]),
        ("cookie-timeout", ["0", "10s", " 5 ", "1h"]), ("cookie", ["sid"]),
        ("healthcheck-enabled", ["true", "yes", "off"]),
        ("healthcheck-path", ["health", " /x", "http://a/b", String(repeating: "a", count: 80)]),
        ("healthcheck-protocol", ["http ", "TCP", "UDP", ""]), ("healthcheck-method", ["get", "POST", "PUT", ""]),
        ("healthcheck-httpversion", ["HTTP/1.1", "http1.0", "HTTP2"]),
        ("healthcheck-httpcode", ["http_2xx, http_3xx", "2xx", "200", "HTTP_2XX,"]),
        ("healthcheck-timeout-seconds", ["5s", "0", " 7"]), ("healthcheck-interval-seconds", ["60", "60s", "2 s"]),
        ("healthcheck-connect-port", ["http", "70000", " 80"]),
        ("traffic-limit-qps", ["0", "100", "100/s", "100001"]), ("traffic-limit-ip-qps", ["100", "x", "200000"]),
        ("rewrite-target", ["/$2", "x", "x$1", "https://a/$1", "/${1}", "$1", "/${2}"]),
        ("use-regex", ["true", "false", "True", "", "maybe"]),
        ("listen-port", ["[{\"HTTP\": 80}]", "x"]), ("Listen-Ports", ["[{\"HTTPS\": 443}]"]),
        ("ssl-redirects", ["true", "false"]),
        ("health-check-enabled", ["true", "yes"]), ("health-check-path", ["/x", "x"]),
        ("backend-protocols", ["https", "grpc"]),
        ("enable-cor", ["true"]), ("sticky-sessions", ["true"]), ("cookie-timeouts", ["50"]), ("orders", ["5"]),
        ("action.web", ["[]"]), ("canary-header", ["x"]), ("cookies", ["sid"]),
        ("scheme", ["internal"]), ("shield-advanced-protection", ["true"]), ("target-node-labels", ["a=b"]),
        ("auth-type", ["oidc"]), ("group.order", ["5"]), ("healthcheck-port", ["80"]),
        ("name", ["x"]), ("idle-timeout", ["60"]), ("cors-enable", ["true"]), ("scheduler", ["wlc", "x"]),
        ("slow-start-duration", ["60", "x"]), ("connection-drain-timeout", ["10"]), ("cert-id", ["1-cn-hangzhou"]),
        ("albconfig.order", ["front", "5"]), ("canary-by-header-value", ["x"]), ("ratelimit", ["10"]),
    ]
}
