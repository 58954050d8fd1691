import Admission

/// What a name that no table has may be about, from its words.
enum LeftoverHint {
    /// Nil where the words say nothing.
    static func meaning(of name: String) -> Leftover? {
        let text = String(decoding: name.utf8.prefix(128), as: UTF8.self).lowercased()
        let words = text.utf8.split { !($0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z")) }
        return topics.first { topic in
            topic.phrases.contains { text.contains($0) }
                || words.contains { word in topic.words.contains { word.starts(with: $0.utf8) } }
        }?.meaning
    }

    private struct Topic: Sendable {
        var phrases: [String] = []
        /// Beginnings of words.
        var words: [String] = []
        var meaning: Leftover
    }

    private static let topics = [
        Topic(
            phrases: [
                "whitelist", "allowlist", "allow-list", "denylist", "deny-list", "blacklist", "blocklist", "block-list",
                "source-range", "source-address",
            ],
            words: ["acl"],
            meaning: .protection(
                "the address list",
                "every address is let in",
                "use spec.listeners[].aclConfig of the AlbConfig, or SourceIp in annotation conditions.<Service>"
            )
        ),
        Topic(
            words: ["auth", "jwt", "oidc", "oauth", "login"],
            meaning: .protection(
                "the login",
                "everyone gets in unasked",
                "check it in the application, in an AScript of the listener or in WAF"
            )
        ),
        Topic(
            words: ["limit", "ratelimit", "rate", "throttle"],
            meaning: .protection(
                "the rate limit",
                "clients may send as many requests as they like",
                "use annotation alb.ingress.kubernetes.io/traffic-limit-ip-qps or traffic-limit-qps",
                alb: "traffic-limit-ip-qps"
            )
        ),
        Topic(
            words: ["waf", "modsecurity", "firewall", "appprotect"],
            meaning: .protection(
                "the web application firewall",
                "requests are not inspected",
                "set spec.config.edition of the AlbConfig to StandardWithWaf"
            )
        ),
        Topic(
            words: ["redirect"],
            meaning: .behaviour(
                "clients are not redirected",
                "use alb.ingress.kubernetes.io/ssl-redirect, or a Redirect action in annotation actions.<Service>"
            )
        ),
        Topic(
            words: ["rewrite", "rewrites", "strip"],
            meaning: .behaviour(
                "paths reach the backend as they are",
                "use alb.ingress.kubernetes.io/rewrite-target with pathType Prefix",
                alb: "rewrite-target"
            )
        ),
        Topic(
            words: ["cors"],
            meaning: .behaviour(
                "browsers get no CORS headers",
                "use alb.ingress.kubernetes.io/enable-cors and its siblings",
                alb: "enable-cors"
            )
        ),
        Topic(
            words: ["sticky", "affinity", "session", "cookie"],
            meaning: .behaviour(
                "a client may reach another backend each time",
                "use alb.ingress.kubernetes.io/sticky-session with sticky-session-type Insert",
                alb: "sticky-session"
            )
        ),
        Topic(
            words: ["timeout"],
            meaning: .tuning(
                "the listener's times hold",
                "set requestTimeout or idleTimeout of the listener in the AlbConfig, in seconds"
            )
        ),
        Topic(
            words: ["health", "healthcheck", "probe", "check"],
            meaning: .tuning(
                "backends are not checked so",
                "use alb.ingress.kubernetes.io/healthcheck-enabled with healthcheck-path and its siblings",
                alb: "healthcheck-enabled",
                oldest: true
            )
        ),
        Topic(
            words: ["certificate", "cert", "tls", "ssl", "https"],
            meaning: .behaviour(
                "spec.tls and the listener's certificates decide",
                "use spec.tls, or certificates and securityPolicyId of the listener in the AlbConfig"
            )
        ),
        Topic(
            words: ["header", "headers"],
            meaning: .behaviour(
                "headers stay as they are",
                "use InsertHeader or RemoveHeader in annotation actions.<Service>"
            )
        ),
    ]
}
