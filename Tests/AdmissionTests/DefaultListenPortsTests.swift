import ALBController
import Admission
import JSON
import Kubernetes
import TestSupport
import Testing

/// M2, row by row: what an Ingress gets for listen-ports, in the modes `seed` and `safe`.
struct DefaultListenPortsTests {
    private static let both = #"[{"HTTP": 80}, {"HTTPS": 443}]"#
    private static let https = #"[{"HTTPS": 443}]"#
    private static let redirect = ("alb.ingress.kubernetes.io/ssl-redirect", "true")

    struct Row: Sendable, CustomTestStringConvertible {
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

    private static let full = ["80/HTTP", "443/HTTPS"]
    private static let certified = ["80/HTTP", "443/HTTPS+"]
    private static let exact: @Sendable (inout IngressText) -> Void = { $0.tls = [IngressText.tls(["a.example.com"])] }
    private static let wildcard: @Sendable (inout IngressText) -> Void = {
        $0.tls = [IngressText.tls(["*.example.com"])]
    }
    private static let hostless: @Sendable (inout IngressText) -> Void = { $0.tls = [IngressText.tls([])] }
    private static let mixed: @Sendable (inout IngressText) -> Void = {
        $0.tls = [IngressText.tls(["a.example.com"])]
        $0.hosts = ["a.example.com", "b.example.com"]
    }

    private static let withoutTLS = [
        Row("no TLS, no redirect", full, seed: nil, safe: nil) { _ in },
        Row("no TLS, redirect, no certificate", full, seed: both, safe: nil) { $0.annotations = [redirect] },
        Row("no TLS, redirect, certificate", certified, seed: both, safe: both) { $0.annotations = [redirect] },
        Row("no TLS, redirect, no 443", ["80/HTTP"], seed: nil, safe: nil) { $0.annotations = [redirect] },
        Row("no TLS, redirect, no 80", ["443/HTTPS+"], seed: nil, safe: nil) { $0.annotations = [redirect] },
        Row("no TLS, redirect, unknown", nil, seed: both, safe: nil) { $0.annotations = [redirect] },
        Row("no TLS, redirect not exactly true", full, seed: nil, safe: nil) {
            $0.annotations = [("alb.ingress.kubernetes.io/ssl-redirect", "True")]
        },
        Row("no TLS, nginx key wins", full, seed: nil, safe: nil) {
            $0.annotations = [redirect, ("nginx.ingress.kubernetes.io/ssl-redirect", "false")]
        },
        Row("acme solver", full, seed: nil, safe: nil) {
            $0.path = "/.well-known/acme-challenge/token"
            $0.pathType = "ImplementationSpecific"
            $0.service = "cm-acme-http-solver-abcde"
        },
    ]

    private static let withTLS = [
        Row("exact, unknown", nil, seed: both, safe: nil, exact),
        Row("exact", full, seed: both, safe: nil, exact),
        Row("exact, no 80", ["443/HTTPS"], seed: https, safe: nil, exact),
        Row("exact, no 443", ["80/HTTP"], seed: nil, safe: nil, exact),
        Row("exact, HTTPS elsewhere", ["80/HTTP", "8443/HTTPS"], seed: nil, safe: nil, exact),
        Row("exact, 443 is HTTP", ["80/HTTP", "443/HTTP"], seed: nil, safe: nil, exact),
        Row("exact, protocol in lower case", ["80/http", "443/https"], seed: both, safe: nil, exact),
        Row("exact, redirect", full, seed: both, safe: nil) {
            exact(&$0)
            $0.annotations = [redirect]
        },
        Row("exact, redirect, no 80", ["443/HTTPS"], seed: nil, safe: nil) {
            exact(&$0)
            $0.annotations = [redirect]
        },
        Row("mixed", full, seed: both, safe: nil, mixed),
        Row("mixed, no 80", ["443/HTTPS"], seed: nil, safe: nil, mixed),
        Row("hostless rule", full, seed: both, safe: nil) {
            exact(&$0)
            $0.hosts = [""]
        },
    ]

    private static let withOddTLS = [
        Row("wildcard", full, seed: both, safe: both, wildcard),
        Row("wildcard, no 80", ["443/HTTPS"], seed: https, safe: https, wildcard),
        Row("wildcard, unknown", nil, seed: both, safe: nil, wildcard),
        Row("wildcard two labels deep covers nothing", full, seed: both, safe: nil) {
            wildcard(&$0)
            $0.hosts = ["x.y.example.com"]
        },
        Row("wildcard does not cover its parent", full, seed: both, safe: nil) {
            wildcard(&$0)
            $0.hosts = ["example.com"]
        },
        Row("no TLS host, no certificate", full, seed: nil, safe: nil, hostless),
        Row("no TLS host, Secret", full, seed: both, safe: both, hasSecret: true, hostless),
        Row("no TLS host, certificate", certified, seed: both, safe: both, hostless),
        Row("no TLS host, Secret, no 80", ["443/HTTPS"], seed: https, safe: https, hasSecret: true, hostless),
        Row("no TLS host, unknown", nil, seed: nil, safe: nil, hostless),
    ]

    private static let special = [
        Row("canary", full, seed: nil, safe: nil) {
            exact(&$0)
            $0.annotations = [("alb.ingress.kubernetes.io/canary", "true")]
        },
        Row("canary by the nginx key", full, seed: nil, safe: nil) {
            wildcard(&$0)
            $0.annotations = [("nginx.ingress.kubernetes.io/canary", "true")]
        },
        Row("grpc", full, seed: https, safe: nil) {
            exact(&$0)
            $0.annotations = [("alb.ingress.kubernetes.io/backend-protocol", "grpc")]
        },
        Row("grpc, wildcard", full, seed: https, safe: https) {
            wildcard(&$0)
            $0.annotations = [("alb.ingress.kubernetes.io/backend-protocol", "grpc")]
        },
        Row("grpc, no TLS host, Secret", full, seed: https, safe: https, hasSecret: true) {
            hostless(&$0)
            $0.annotations = [("alb.ingress.kubernetes.io/backend-protocol", "grpc")]
        },
        Row("grpc, redirect", full, seed: both, safe: nil) {
            exact(&$0)
            $0.annotations = [("alb.ingress.kubernetes.io/backend-protocol", "grpc"), redirect]
        },
        Row("knative", full, seed: nil, safe: nil) {
            exact(&$0)
            $0.labels = [("knative.aliyun.com/ingress", "web")]
        },
        Row("opted out", full, seed: nil, safe: nil) {
            wildcard(&$0)
            $0.annotations = [("alb-admission/skip", "true")]
        },
        Row("foreign class", full, seed: nil, safe: nil) {
            wildcard(&$0)
            $0.className = "nginx"
        },
        Row("class by annotation", full, seed: both, safe: nil) {
            exact(&$0)
            $0.className = nil
            $0.annotations = [("kubernetes.io/ingress.class", "alb")]
        },
    ]

    @Test(arguments: withoutTLS + withTLS + withOddTLS + special)
    func followsTheTable(_ row: Row) throws {
        let ingress = IngressText(row.change)
        for (mode, expected) in [("seed", row.seed), ("safe", row.safe), ("off", nil)] {
            let settings = "{\"defaulting\": {\"listenPorts\": {\"mode\": \"\(mode)\"}}}"
            let probe = try MutationProbe(ingress.json, .make(settings, row.objects))
            #expect(probe.listenPorts == expected, "\(mode)")
            #expect(probe.applied == (expected == nil ? [] : ["M2"]), "\(mode)")
            guard let expected else {
                #expect(probe.notes.isEmpty, "\(mode)")
                continue
            }
            var notes = ["[M2] listen-ports defaulted to '\(expected)'."]
            let redirects = ingress.annotations.contains { $0 == Self.redirect }
            if expected == Self.both, !ingress.tls.isEmpty, !redirects { notes.append(Self.clearText) }
            #expect(probe.notes == notes, "\(mode)")
        }
    }

    private static let clearText =
        "[M2] port 80 is open in clear text; set ssl-redirect \"true\", or listen-ports '[{\"HTTPS\": 443}]' "
        + "to serve HTTPS only."

    /// The open controllers create listeners themselves, so what the AlbConfig lacks is no limit.
    @Test(arguments: ["lbc", "legacy"])
    func aControllerThatCreatesListenersHasThemAll(_ profile: String) throws {
        let objects = [ClusterText.alb, ClusterText.albConfig(listeners: [])]
        for (mode, change, expected) in [
            ("seed", Self.exact, Self.both), ("safe", Self.wildcard, Self.both), ("safe", Self.exact, nil),
        ] as [(String, @Sendable (inout IngressText) -> Void, String?)] {
            let settings = "{\"profile\":\"\(profile)\",\"defaulting\":{\"listenPorts\":{\"mode\":\"\(mode)\"}}}"
            #expect(try MutationProbe(IngressText(change).json, .make(settings, objects)).listenPorts == expected)
        }
    }

    @Test(arguments: ["", " ", "\t", "[]", "null", "[{\"HTTPS\":443}]", "80"])
    func whatIsWrittenIsNeverRewritten(_ value: String) throws {
        let ingress = IngressText {
            Self.exact(&$0)
            $0.annotations = [("alb.ingress.kubernetes.io/listen-ports", value)]
        }
        let probe = try MutationProbe(ingress.json, .make())
        #expect(probe.listenPorts == nil)
        let isBlank = value.allSatisfy(\.isWhitespace)
        let note = "[M2] listen-ports is blank, which the controller treats as absent; it was left as it is."
        #expect(probe.notes == (isBlank ? [note] : []))
    }

    @Test(arguments: [",\"annotations\":null", ",\"annotations\":{}", ""])
    func theMapOfAnnotationsIsMadeWhereThereIsNone(_ metadata: String) throws {
        let ingress = IngressText {
            Self.exact(&$0)
            $0.metadata = metadata
        }
        #expect(try MutationProbe(ingress.json, .make()).listenPorts == Self.both)
    }

    /// Other annotations stay, in their order and spelling.
    @Test func nothingElseChanges() throws {
        let text =
            #"{"metadata":{"annotations":{"a" : "\u0041/~","b":null},"x":1.0},"spec":{"ingressClassName":"alb","tls":[{"hosts":["a"]}]}}"#
        let review = ReviewText(object: text)
        var request = try review.request()
        request.kind = GroupVersionKind(group: "networking.k8s.io", version: "v1", kind: "Ingress")
        let mutation = try #require(Reviewer().mutate(request).mutation)
        let after = String(decoding: try mutation.patch.apply(to: Array(text.utf8)), as: UTF8.self)
        let added = #","alb.ingress.kubernetes.io/listen-ports":"[{\"HTTP\": 80}, {\"HTTPS\": 443}]"}"#
        #expect(after == text.replacing(#""b":null}"#, with: #""b":null"# + added))
    }
}
