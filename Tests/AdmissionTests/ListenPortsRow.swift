import TestSupport
import Testing

/// One row of the table of what an Ingress gets for listen-ports.
struct ListenPortsRow: Sendable, CustomTestStringConvertible {
    var name: String
    /// Listeners of the AlbConfig; nil: not known.
    var listeners: [String]?
    var seed: String?
    var safe: String?
    var hasSecret = false
    var change: @Sendable (inout IngressText) -> Void

    var testDescription: String { name }

    init(
        _ name: String,
        _ listeners: [String]?,
        seed: String?,
        safe: String?,
        hasSecret: Bool = false,
        _ change: @escaping @Sendable (inout IngressText) -> Void
    ) {
        self.name = name
        self.listeners = listeners
        self.seed = seed
        self.safe = safe
        self.hasSecret = hasSecret
        self.change = change
    }

    var objects: [String] {
        var objects: [String] = []
        if let listeners { objects = [ClusterText.alb, ClusterText.albConfig(listeners: listeners)] }
        if hasSecret { objects.append(ClusterText.tlsSecret()) }
        return objects
    }
}

/// The table; listeners as `PORT/PROTOCOL`, with `+` where there is a certificate.
extension ListenPortsRow {
    private static let both = #"[{"HTTP": 80}, {"HTTPS": 443}]"#
    private static let https = #"[{"HTTPS": 443}]"#
    private static let redirect = ("alb.ingress.kubernetes.io/ssl-redirect", "true")

    private static let full = ["80/HTTP", "443/HTTPS"]
    private static let certified = ["80/HTTP", "443/HTTPS+"]
    static let exact: @Sendable (inout IngressText) -> Void = { $0.tls = [IngressText.tls(["a.example.com"])] }
    static let wildcard: @Sendable (inout IngressText) -> Void = {
        $0.tls = [IngressText.tls(["*.example.com"])]
    }
    private static let hostless: @Sendable (inout IngressText) -> Void = { $0.tls = [IngressText.tls([])] }
    private static let mixed: @Sendable (inout IngressText) -> Void = {
        $0.tls = [IngressText.tls(["a.example.com"])]
        $0.hosts = ["a.example.com", "b.example.com"]
    }

    static let all = withoutTLS + withTLS + withOddTLS + special

    private static let withoutTLS = [
        ListenPortsRow("no TLS, no redirect", full, seed: nil, safe: nil) { _ in },
        ListenPortsRow("no TLS, redirect, no certificate", full, seed: both, safe: nil) { $0.annotations = [redirect] },
        ListenPortsRow("no TLS, redirect, certificate", certified, seed: both, safe: both) {
            $0.annotations = [redirect]
        },
        ListenPortsRow("no TLS, redirect, no 443", ["80/HTTP"], seed: nil, safe: nil) { $0.annotations = [redirect] },
        ListenPortsRow("no TLS, redirect, no 80", ["443/HTTPS+"], seed: nil, safe: nil) { $0.annotations = [redirect] },
        ListenPortsRow("no TLS, redirect, unknown", nil, seed: both, safe: nil) { $0.annotations = [redirect] },
        ListenPortsRow("no TLS, redirect not exactly true", full, seed: nil, safe: nil) {
            $0.annotations = [("alb.ingress.kubernetes.io/ssl-redirect", "True")]
        },
        ListenPortsRow("no TLS, nginx key wins", full, seed: nil, safe: nil) {
            $0.annotations = [redirect, ("nginx.ingress.kubernetes.io/ssl-redirect", "false")]
        },
        ListenPortsRow("acme solver", full, seed: nil, safe: nil) {
            $0.path = "/.well-known/acme-challenge/token"
            $0.pathType = "ImplementationSpecific"
            $0.service = "cm-acme-http-solver-abcde"
        },
    ]

    private static let withTLS = [
        ListenPortsRow("exact, unknown", nil, seed: both, safe: nil, exact),
        ListenPortsRow("exact", full, seed: both, safe: nil, exact),
        ListenPortsRow("exact, no 80", ["443/HTTPS"], seed: https, safe: nil, exact),
        ListenPortsRow("exact, no 443", ["80/HTTP"], seed: nil, safe: nil, exact),
        ListenPortsRow("exact, HTTPS elsewhere", ["80/HTTP", "8443/HTTPS"], seed: nil, safe: nil, exact),
        ListenPortsRow("exact, 443 is HTTP", ["80/HTTP", "443/HTTP"], seed: nil, safe: nil, exact),
        ListenPortsRow("exact, protocol in lower case", ["80/http", "443/https"], seed: both, safe: nil, exact),
        ListenPortsRow("exact, redirect", full, seed: both, safe: nil) {
            exact(&$0)
            $0.annotations = [redirect]
        },
        ListenPortsRow("exact, redirect, no 80", ["443/HTTPS"], seed: nil, safe: nil) {
            exact(&$0)
            $0.annotations = [redirect]
        },
        ListenPortsRow("mixed", full, seed: both, safe: nil, mixed),
        ListenPortsRow("mixed, no 80", ["443/HTTPS"], seed: nil, safe: nil, mixed),
        ListenPortsRow("hostless rule", full, seed: both, safe: nil) {
            exact(&$0)
            $0.hosts = [""]
        },
    ]

    private static let withOddTLS = [
        ListenPortsRow("wildcard", full, seed: both, safe: both, wildcard),
        ListenPortsRow("wildcard, no 80", ["443/HTTPS"], seed: https, safe: https, wildcard),
        ListenPortsRow("wildcard, unknown", nil, seed: both, safe: nil, wildcard),
        ListenPortsRow("wildcard two labels deep covers nothing", full, seed: both, safe: nil) {
            wildcard(&$0)
            $0.hosts = ["x.y.example.com"]
        },
        ListenPortsRow("wildcard does not cover its parent", full, seed: both, safe: nil) {
            wildcard(&$0)
            $0.hosts = ["example.com"]
        },
        ListenPortsRow("no TLS host, no certificate", full, seed: nil, safe: nil, hostless),
        ListenPortsRow("no TLS host, Secret", full, seed: both, safe: both, hasSecret: true, hostless),
        ListenPortsRow("no TLS host, certificate", certified, seed: both, safe: both, hostless),
        ListenPortsRow(
            "no TLS host, Secret, no 80",
            ["443/HTTPS"],
            seed: https,
            safe: https,
            hasSecret: true,
            hostless
        ),
        ListenPortsRow("no TLS host, unknown", nil, seed: nil, safe: nil, hostless),
    ]

    private static let special = [
        ListenPortsRow("canary", full, seed: nil, safe: nil) {
            exact(&$0)
            $0.annotations = [("alb.ingress.kubernetes.io/canary", "true")]
        },
        ListenPortsRow("canary by the nginx key", full, seed: nil, safe: nil) {
            wildcard(&$0)
            $0.annotations = [("nginx.ingress.kubernetes.io/canary", "true")]
        },
        ListenPortsRow("grpc", full, seed: https, safe: nil) {
            exact(&$0)
            $0.annotations = [("alb.ingress.kubernetes.io/backend-protocol", "grpc")]
        },
        ListenPortsRow("grpc, wildcard", full, seed: https, safe: https) {
            wildcard(&$0)
            $0.annotations = [("alb.ingress.kubernetes.io/backend-protocol", "grpc")]
        },
        ListenPortsRow("grpc, no TLS host, Secret", full, seed: https, safe: https, hasSecret: true) {
            hostless(&$0)
            $0.annotations = [("alb.ingress.kubernetes.io/backend-protocol", "grpc")]
        },
        ListenPortsRow("grpc, redirect", full, seed: both, safe: nil) {
            exact(&$0)
            $0.annotations = [("alb.ingress.kubernetes.io/backend-protocol", "grpc"), redirect]
        },
        ListenPortsRow("knative", full, seed: nil, safe: nil) {
            exact(&$0)
            $0.labels = [("knative.aliyun.com/ingress", "web")]
        },
        ListenPortsRow("opted out", full, seed: nil, safe: nil) {
            wildcard(&$0)
            $0.annotations = [("alb-admission/skip", "true")]
        },
        ListenPortsRow("foreign class", full, seed: nil, safe: nil) {
            wildcard(&$0)
            $0.className = "nginx"
        },
        ListenPortsRow("class by annotation", full, seed: both, safe: nil) {
            exact(&$0)
            $0.className = nil
            $0.annotations = [("kubernetes.io/ingress.class", "alb")]
        },
    ]
}
