import ClusterContext
import KubernetesClient
import TestSupport
import Testing

@testable import CLI

/// The flags of `serve` about the API server.
struct KubeFlagTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let arguments: [String]
        var environment: [String: String] = [:]
        var code = ExitCode.usage
        let message: String

        var testDescription: String { arguments.joined(separator: " ") }
    }

    private static let host = ["KUBERNETES_SERVICE_HOST": "10.0.0.1"]
    private static let pod = ["KUBERNETES_SERVICE_HOST": "10.0.0.1", "KUBERNETES_SERVICE_PORT": "443"]

    static let cases =
        [
            ["--kube-token-file", "t"], ["--kube-ca-file", "c"], ["--kube-secrets"], ["--kube-stale-after", "5m"],
            ["--metrics-object-names"], ["--kube-api", "off", "--kube-secrets"],
        ].map { arguments in
            let flag = arguments.last { $0.hasPrefix("--") && $0 != "--kube-api" } ?? ""
            return Case(arguments: arguments, message: "\(flag) needs --kube-api in-cluster or --kube-api URL")
        }
        + [
            "in_cluster", "10.0.0.1:6443", "ftp://10.0.0.1", "https://", "https://:443", "https://a:0",
            "https://a:65536", "https://a:+1", "https://user@a", "https://a/api", "https://a?x=y", "https://[::1",
            "https://[a]",
            "https://[::1]6443", "https://a b", "HTTPS://a", "https://::1",
        ].map {
            Case(arguments: ["--kube-api", $0], message: "--kube-api must be off, in-cluster, or a URL such as ")
        }
        + ["http://10.0.0.1", "http://example.com:8001", "http://[::2]:80", "http://127.evil.example"].map {
            Case(arguments: ["--kube-api", $0], message: "http is for loopback only (127.0.0.0/8, ::1, localhost)")
        }
        + ["1", "0", "500ms", "25h", "-5m", "soon"].map {
            Case(
                arguments: ["--kube-api", "http://localhost:1", "--kube-stale-after", $0],
                message: "--kube-stale-after must be a duration from 1s to 24h, is \"\($0)\""
            )
        }
        + [
            Case(arguments: ["--kube-api", "https://a"], message: "--kube-api with https needs --kube-ca-file"),
            Case(
                arguments: ["--kube-api", "http://localhost:1", "--kube-ca-file", "c"],
                message: "--kube-ca-file is for https, --kube-api is \"http://localhost:1\""
            ),
            Case(arguments: ["--kube-api", "in-cluster"], message: "needs KUBERNETES_SERVICE_HOST and"),
            Case(arguments: ["--kube-api", "in-cluster"], environment: host, message: "needs KUBERNETES_SERVICE_HOST"),
            Case(
                arguments: ["--kube-api", "in-cluster"],
                environment: host.merging(["KUBERNETES_SERVICE_PORT": "https"]) { $1 },
                message: "needs KUBERNETES_SERVICE_HOST and"
            ),
            Case(
                arguments: ["--kube-api", "in-cluster", "--kube-token-file", "/nonexistent/token"],
                environment: pod,
                code: .unreadable,
                message: "/nonexistent/token: No such file"
            ),
            Case(
                arguments: ["--kube-api", "https://a", "--kube-ca-file", "/nonexistent/ca.crt"],
                code: .unreadable,
                message: "/nonexistent/ca.crt: No such file"
            ),
            Case(
                arguments: [],
                environment: ["ALB_ADMISSION_KUBE_API": "http://10.0.0.1"],
                message: "plain http is for loopback only"
            ),
        ]

    @Test(arguments: cases)
    func aWrongValueIsSaidWithWhatIsAllowed(_ row: Case) {
        let run = CommandRun(["serve"] + row.arguments, environment: row.environment)
        #expect(run.code == row.code && run.err.contains(row.message), "\(run)")
    }

    @Test func filesThatHoldNoCredentialsAreNoStart() throws {
        let folder = try TemporaryFolder(["empty": " \n", "two": "a b\n", "ca.crt": "no PEM\n", "token": "abc\n"])
        func serve(_ token: String, _ authority: String) -> CommandRun {
            let files = ["--kube-token-file", folder.file(token), "--kube-ca-file", folder.file(authority)]
            return CommandRun(["serve", "--kube-api", "https://127.0.0.1:1"] + files)
        }
        for (token, authority, text) in [
            ("empty", "ca.crt", "empty: holds no token"), ("two", "ca.crt", "two: is no token, which is one line"),
            ("token", "ca.crt", "ca.crt: "), ("token", "empty", "empty: "),
        ] {
            let run = serve(token, authority)
            #expect(run.code == .unreadable && run.err.contains(text), "\(run)")
        }
    }

    @Test(arguments: [
        ("https://10.0.0.1:6443", false, "10.0.0.1", UInt16(6443), false),
        ("https://k8s.example/", false, "k8s.example", 443, false),
        ("http://127.0.0.1:8001", true, "127.0.0.1", 8001, true), ("http://localhost", true, "localhost", 80, true),
        ("https://[::1]:6443", false, "::1", 6443, true), ("http://127.9.8.7:1", true, "127.9.8.7", 1, true),
    ])
    func aURLIsSchemeHostAndPort(_ text: String, _ isPlain: Bool, _ host: String, _ port: UInt16, _ isLoopback: Bool) {
        let url = KubeServerURL(text)
        #expect(url == KubeServerURL(isPlain: isPlain, host: host, port: port))
        #expect(url?.isLoopback == isLoopback)
    }

    @Test func flagsDecideWhatIsFollowed() throws {
        let all = KubeOptions.all
        func context(_ arguments: String...) throws -> LiveContextConfiguration? {
            let options = try Options(arguments, known: all) { _ in nil }
            let console = Console(out: { _ in }, err: { _ in })
            return try KubeOptions.context(options, KubeOptions.access(options, console))
        }
        #expect(try context() == nil)
        #expect(try context("--kube-api", "off") == nil)
        #expect(try context("--kube-context", "off") == nil)
        #expect(try context("--kube-api", "http://localhost:8001", "--kube-context", "off") == nil)
        let plain = try #require(try context("--kube-api", "http://localhost:8001"))
        #expect(plain.kinds == [.albConfig, .ingressClass, .ingress, .service, .namespace, .daemonSet])
        #expect(plain.staleAfter == 60_000_000_000)
        let more = try context("--kube-api", "http://localhost:8001", "--kube-secrets", "--kube-stale-after", "1h")
        #expect(more?.kinds == ContextKind.allCases && more?.staleAfter == 3_600_000_000_000)
    }

    /// The kubelet replaces the file, and each request takes what is in it then.
    @Test func theTokenIsReadAgain() throws {
        let folder = try TemporaryFolder(["token": "first\n"])
        let token = KubeCredentials.token(folder.file("token"))
        #expect(try token().get() == "first")
        try folder.write("token", Array("second".utf8))
        #expect(try token().get() == "second")
    }
}
