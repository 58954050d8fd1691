import JSON
import CLI
import Certificates
import Kubernetes
import TLS
import TestSupport
import Testing

/// Which cluster is read, and how it is logged in to.
struct KubeconfigTests {
    private static func config(
        server: String,
        cluster: String = "",
        user: String = "{token: abc}",
        current: String = "main"
    ) -> String {
        """
        apiVersion: v1
        kind: Config
        current-context: "\(current)"
        clusters:
        - name: c
          cluster: {server: "\(server)"\(cluster.isEmpty ? "" : ", \(cluster)")}
        users:
        - name: u
          user: \(user)
        contexts:
        - name: main
          context: {cluster: c, user: u}
        - name: other
          context: {cluster: c, user: nobody}

        """
    }

    private static func tokens() throws -> AuditedCluster {
        try AuditedCluster(allows: { $0.head.contains("\r\nAuthorization: Bearer abc\r\n") })
    }

    @Test("a token, a token file beside the kubeconfig, and JSON instead of YAML")
    func token() throws {
        let cluster = try Self.tokens()
        let json = """
            {"clusters": [{"name": "c", "cluster": {"server": "\(cluster.url)/"}}], "current-context": "x",
             "users": [{"name": "u", "user": {"token": "abc"}}],
             "contexts": [{"name": "x", "context": {"cluster": "c", "user": "u"}}]}
            """
        let folder = try TemporaryFolder([
            "inline": Self.config(server: cluster.url), "json": json, "t": "abc\n",
            "file": Self.config(server: cluster.url, user: "{tokenFile: t, token: wrong}"),
            "wrong": Self.config(server: cluster.url, user: "{token: wrong}"),
        ])
        for name in ["inline", "json", "file"] {
            let run = CommandRun(["audit", "--kubeconfig", folder.file(name)])
            #expect(run.code == .denied, "\(name) \(run)")
        }
        let wrong = CommandRun(["audit", "--kubeconfig", folder.file("wrong")])
        #expect(wrong.code == .unreadable && wrong.err.contains("forbidden: Unauthorized"), "\(wrong)")
    }

    @Test("without flags: KUBECONFIG, of which the first file that names a thing counts, then ~/.kube/config")
    func environment() throws {
        let cluster = try Self.tokens()
        let folder = try TemporaryFolder([
            "a": "current-context: main\nusers: [{name: u, user: {token: abc}}]\n",
            "b": Self.config(server: cluster.url, user: "{token: wrong}", current: "other"),
            ".kube/config": Self.config(server: cluster.url),
        ])
        let list = "\(folder.file("missing")):\(folder.file("a")):\(folder.file("b"))"
        let merged = CommandRun(["audit"], environment: ["KUBECONFIG": list])
        #expect(merged.code == .denied, "\(merged)")
        let home = CommandRun(["audit"], environment: ["HOME": folder.path])
        #expect(home.code == .denied, "\(home)")
        let none = CommandRun(["audit"], environment: ["HOME": folder.file("nowhere")])
        #expect(none.code == .usage && none.err.contains("neither $KUBECONFIG nor ~/.kube/config"), "\(none)")
    }

    @Test("a server below a path is asked below it")
    func prefix() throws {
        let cluster = try Self.tokens()
        let folder = try TemporaryFolder(["c": Self.config(server: "\(cluster.url)/k8s/clusters/c-1/")])
        #expect(CommandRun(["audit", "--kubeconfig", folder.file("c")]).code == .denied)
        #expect(cluster.requests.contains("/k8s/clusters/c-1/apis/networking.k8s.io/v1/ingresses"))
    }

    @Test("a client certificate, in files and in the kubeconfig, against the cluster's authority or none")
    func clientCertificate() throws {
        let issuer = try Certificates.authority()
        let context = try TLSContext(
            server: Certificates.server(["kubernetes"], by: issuer),
            clients: .init(authorityPEM: issuer.certificatePEM, allowedNames: ["admin"])
        )
        let cluster = try AuditedCluster(tls: { context })
        let admin = try Certificates.client("admin", by: issuer)
        let stranger = try Certificates.client("stranger", by: issuer)
        let server = "https://\(cluster.server.address)"
        func encoded(_ bytes: [UInt8]) -> String { Base64.encode(bytes) }
        let inline =
            "{client-certificate-data: \(encoded(admin.certificatePEM)), "
            + "client-key-data: \(encoded(admin.privateKeyPEM))}"
        let authority = "certificate-authority-data: \(encoded(issuer.certificatePEM))"
        let folder = try TemporaryFolder([
            "inline": Self.config(server: server, cluster: authority, user: inline),
            "named": Self.config(
                server: server.replacing("127.0.0.1", with: "localhost"),
                cluster: "certificate-authority: ca.crt, tls-server-name: kubernetes",
                user: "{client-certificate: admin.crt, client-key: admin.key}"
            ),
            "careless": Self.config(server: server, cluster: "insecure-skip-tls-verify: true", user: inline),
            "untrusting": Self.config(server: server, user: inline),
            "stranger": Self.config(
                server: server,
                cluster: authority,
                user: "{client-certificate: stranger.crt, client-key: stranger.key}"
            ),
            "none": Self.config(server: server, cluster: authority),
        ])
        try folder.write("ca.crt", issuer.certificatePEM)
        for (name, pair) in [("admin", admin), ("stranger", stranger)] {
            try folder.write("\(name).crt", pair.certificatePEM)
            try folder.write("\(name).key", pair.privateKeyPEM)
        }
        for (name, code) in [
            ("inline", ExitCode.denied), ("named", .denied), ("careless", .denied), ("untrusting", .unreadable),
            ("stranger", .unreadable), ("none", .unreadable),
        ] {
            let run = CommandRun(["audit", "--kubeconfig", folder.file(name)])
            #expect(run.code == code, "\(name) \(run)")
        }
        let untrusting = CommandRun(["audit", "--kubeconfig", folder.file("untrusting")])
        #expect(untrusting.err.contains("not trusted: "), "\(untrusting)")
    }

    static let refused: [(String, String)] = [
        (
            config(server: "http://127.0.0.1:1", user: "{exec: {command: aws}}"),
            #"running the program "aws", which is not"#
        ),
        (config(server: "http://127.0.0.1:1", user: "{exec: {}}"), "use --kube-api http://127.0.0.1:8001"),
        (config(server: "http://127.0.0.1:1", user: "{auth-provider: {name: gcp}}"), "logs in by an auth-provider"),
        (config(server: "http://127.0.0.1:1", user: "{username: a, password: b}"), "since Kubernetes 1.19"),
        (config(server: "http://127.0.0.1:1", user: "{as: root, token: t}"), "acts for somebody else (as)"),
        (config(server: "http://127.0.0.1:1", user: "{tokenFile: none}"), #"user "u" has no token: "#),
        (config(server: "https://a", user: "{client-key: k}"), "client-key of \"u\": "),
        (config(server: "https://a", user: "{client-key-data: '*'}"), "client-key-data of \"u\" is no base64"),
        (config(server: "https://a", user: "{client-key-data: aGkK}"), "needs client-certificate and client-key"),
        (
            config(server: "https://a", user: "{client-key-data: aGkK, client-certificate-data: aGkK}"),
            "a client certificate and key that cannot be used"
        ),
        (config(server: "https://a", cluster: "proxy-url: http://p"), "behind a proxy-url, which is not supported"),
        (config(server: "https://a", cluster: "certificate-authority-data: aGkK"), "certificate-authority that cannot"),
        (
            config(server: "https://a", cluster: "certificate-authority-data: aGkK, insecure-skip-tls-verify: true"),
            "has insecure-skip-tls-verify and a certificate-authority"
        ),
        (config(server: "http://10.0.0.1"), "is on plain http, which is for loopback only"),
        (config(server: "10.0.0.1:6443"), #"has the server "10.0.0.1:6443", which is no URL"#),
        (config(server: "https://a/?x"), "which is no URL"),
        (config(server: "https://a", current: ""), #"no current-context; name one with --context: "main", "other""#),
        (config(server: "https://a", current: "mian"), #"there is no context "mian"; did you mean main?"#),
        (config(server: "https://a", current: "other"), #"the user of context "other" is not there"#),
        ("a: [", "config:1:"), ("- a\n", "is no kubeconfig"), ("", "is no kubeconfig"),
        ("current-context: x\ncontexts: [{name: x, context: {cluster: y}}]\n", #"the cluster of context "x" is not"#),
        ("current-context: x\ncontexts: {x: 1}\n", #"there is no context "x""#),
    ]

    @Test("what cannot be used is said with the way out, and nothing is asked", arguments: refused)
    func refusals(_ config: String, _ message: String) throws {
        let folder = try TemporaryFolder(["config": config])
        let run = CommandRun(["audit", "--kubeconfig", folder.file("config")])
        #expect(run.code == .unreadable && run.out.isEmpty && run.err.contains(message), "\(run)")
        #expect(run.err.split(separator: "\n").count == 1, "\(run)")
    }

    @Test(
        "flags that do not go together are a usage error",
        arguments: [
            (
                ["--kube-api", "http://127.0.0.1:1", "--kubeconfig", "c"],
                "--kube-api and --kubeconfig exclude each other"
            ),
            (["--kube-api", "http://127.0.0.1:1", "x.yaml"], "--kube-api reads a cluster, \"x.yaml\" is a file"),
            (["--context", "c", "x.yaml"], "--context reads a cluster"),
            (["--kubeconfig", "c", "--kube-token-file", "t"], "--kube-token-file needs --kube-api"),
            (["--kube-secrets", "x.yaml"], "--kube-secrets needs --kube-api or --kubeconfig"),
            (["--kube-api", "https://a"], "--kube-api with https needs --kube-ca-file"),
        ]
    )
    func usage(_ flags: [String], _ message: String) {
        let run = CommandRun(["audit"] + flags)
        #expect(run.code == .usage && run.err.contains(message), "\(run)")
    }
}
