import CLI
import Glibc
import TestSupport
import Testing
import Sockets
import Webhook

/// Starts that must fail, with a code and a sentence.
struct ServeFlagTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let arguments: [String]
        let code: Int32
        let message: String

        init(_ arguments: [String], _ code: Int32, _ message: String) {
            self.arguments = arguments
            self.code = code
            self.message = message
        }

        var testDescription: String { arguments.joined(separator: " ") }
    }

    private static let managed = ["--kube-api", "http://127.0.0.1:1", "--kube-context", "off"]
    private static let registered = managed + ["--cert-secret", "a/b"]
    private static let named = registered + ["--cert-webhook-configurations", "alb"]

    static let cases = [
        Case(["extra"], 64, "takes no operands"),
        Case(["--bind-addres", ":0"], 64, "did you mean --bind-address?"),
        Case(["--bind-address"], 64, "--bind-address needs a value"),
        Case(["--bind-address", "0"], 64, "cannot be switched off"),
        Case(["--bind-address", "here:99999"], 64, "--bind-address: not an address"),
        Case(["--metrics-bind-address", "8080"], 64, "--metrics-bind-address: not an address"),
        Case(["--cert-dir", "a", "--tls-cert-file", "b"], 64, "exclude each other"),
        Case(["--tls-cert-file", "b"], 64, "go together"),
        Case(["--client-allowed-names", "a"], 64, "needs --client-ca-file"),
        Case(["--client-allowed-names-file", "a"], 64, "--client-allowed-names-file needs --client-ca-file"),
        Case(["--client-allowed-names-file", "a", "--client-allowed-names", "b"], 64, "exclude each other"),
        Case(["--client-ca-file", "a", "--client-allowed-names-file", "/nonexistent/n"], 3, "/nonexistent/n: No such"),
        Case(["--cert-lifetime", "1h"], 64, "--cert-lifetime needs --cert-secret"),
        Case(["--cert-secret", "a/b"], 64, "--cert-secret needs --kube-api in-cluster or --kube-api URL"),
        Case(["--cert-secret", "a/b", "--cert-dir", "c"], 64, "--cert-secret and --cert-dir exclude each other"),
        Case(managed + ["--cert-secret", "a"], 64, "--cert-secret must be NAMESPACE/NAME, is \"a\""),
        Case(managed + ["--cert-secret", "a/../b"], 64, "must be NAMESPACE/NAME"),
        Case(managed + ["--cert-secret", "a/b"], 64, "--cert-secret needs --cert-webhook-configurations"),
        Case(registered + ["--cert-webhook-configurations", "a/b"], 64, "must be the name of an object"),
        Case(registered + ["--cert-webhook-configurations", "a"], 64, "--cert-secret needs --cert-dns-names"),
        Case(named + ["--cert-dns-names", "a b_c"], 64, "is neither a DNS name nor an address"),
        Case(named + ["--cert-dns-names", "a", "--cert-lifetime", "4s"], 64, "must be a duration from 5s"),
        Case(
            named + ["--cert-dns-names", "a", "--cert-ca-lifetime", "1000h"],
            64,
            "--cert-ca-lifetime must be at least twice --cert-lifetime"
        ),
        Case(
            ["--kube-api", "http://127.0.0.1:1", "--kube-context", "off", "--kube-secrets"],
            64,
            "--kube-secrets needs --kube-context on"
        ),
        Case(["--tls-min-version", "VersionTLS11"], 64, "must be one of VersionTLS12, VersionTLS13"),
        Case(["--threads", "0"], 64, "must be a number from 1 to 64"),
        Case(["--shutdown-delay", "5"], 64, "must be a duration such as 5s"),
        Case(["--log-level", "loud"], 64, "must be one of debug, info, warn, error"),
        Case(["--log-format", "xml"], 64, "must be one of json, text"),
        Case(["--config", "/nonexistent/config.json"], 3, "/nonexistent/config.json: No such file"),
        Case(["--cert-dir", "/nonexistent"], 3, "/nonexistent/tls.crt: No such file"),
        Case(["--client-ca-file", "ca", "--client-allowed-names", ","], 64, "has no name in it"),
        Case(["--client-ca-file", "ca", "--client-allowed-names", ""], 64, "has no name in it"),
        Case(["--client-ca-file", "ca", "--client-allowed-names", " , \t"], 64, "has no name in it"),
        Case(["--config", "/nonexistent/\u{1B}[31m"], 3, "/nonexistent/ [31m: No such file"),
        Case(["--client-ca-file", "/nonexistent/ca.crt"], 3, "/nonexistent/ca.crt: No such file"),
        Case(["--objects", "/nonexistent/objects.json"], 3, "/nonexistent/objects.json"),
    ]

    @Test(arguments: cases)
    func endsWithACodeAndASentence(_ row: Case) {
        let (code, text) = Self.serve(row.arguments)
        #expect(code == row.code, "\(text)")
        #expect(text.contains(row.message), "\(text)")
    }

    /// A named pipe would block the open, and hand out bytes without end.
    @Test(arguments: [
        ["--tls-cert-file", "PIPE", "--tls-private-key-file", "PIPE"], ["--config", "PIPE"],
        ["--client-ca-file", "PIPE"],
    ])
    func readsNothingButRegularFiles(_ arguments: [String]) throws {
        let folder = try TemporaryFolder()
        let pipe = folder.path("pipe")
        try #require(mkfifo(pipe, 0o600) == 0)
        let (code, text) = Self.serve(arguments.map { $0 == "PIPE" ? pipe : $0 })
        #expect(code == 3)
        #expect(text.contains("\(pipe): is not a regular file"), "\(text)")
    }

    @Test func aPortInUseIsNoInternalError() throws {
        let running = try TestWebhook()
        let address = try #require(running.server.addresses[.webhook])
        let (code, text) = Self.serve(["--bind-address", "\(address)"])
        #expect(code == 3)
        #expect(text.contains("\(address) is already in use"))
    }

    @Test func aBadConfigurationNamesFileLineAndColumn() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("{\n  \"rulez\": {}\n}\n", to: "config.json")
        let (code, text) = Self.serve(["--config", path])
        #expect(code == 3)
        #expect(text.contains("\(path):2:3: "))
        #expect(text.contains("rules"))
    }

    private static func serve(_ arguments: [String]) -> (Int32, String) {
        var text = ""
        let off = ["--health-probe-bind-address", "--metrics-bind-address"]
            .filter { !arguments.contains($0) }.flatMap { [$0, "0"] }
        let bind = arguments.contains { $0.hasPrefix("--bind-addres") } ? [] : ["--bind-address", "127.0.0.1:0"]
        let console = Console(out: { text += $0 }, err: { text += $0 })
        return (CommandLineTool.run(["serve"] + off + bind + arguments, console).rawValue, text)
    }
}
