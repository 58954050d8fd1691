import ClusterContext
import KubernetesClient
import Sockets
import TLS
import Webhook

/// The flags of `serve` about the API server.
enum KubeOptions {
    /// Where the kubelet puts the credentials of a Pod.
    static let serviceAccount = "/var/run/secrets/kubernetes.io/serviceaccount"

    /// How the API server is reached.
    static let server = [
        Option(
            name: "kube-api",
            value: "off|in-cluster|URL",
            help: "the API server whose objects are the cluster context (default off)"
        ),
        Option(name: "kube-token-file", value: "FILE", help: "bearer token for it (in-cluster: the service account's)"),
        Option(name: "kube-ca-file", value: "FILE", help: "its authority, PEM (in-cluster: the service account's)"),
    ]

    static let all =
        server + [
            Option(
                name: "kube-context",
                value: "on|off",
                help: "whether its objects are followed (default on)",
                choices: ["on", "off"]
            ),
            Option(name: "kube-secrets", help: "also follow Secrets, for the rules about certificates"),
            Option(
                name: "kube-stale-after",
                value: "DURATION",
                help: "how old what is known may be and still deny (default 1m)"
            ),
            Option(
                name: "audit-interval",
                value: "DURATION",
                help: "judge all that exists this often and count it in metrics (default off)"
            ),
            Option(name: "metrics-object-names", help: "names of objects in metrics of the cluster context"),
        ]

    /// Nil when it is off.
    static func access(_ options: Options, _ console: Console) throws(ServeOptions.Problem) -> APIServerAccess? {
        let place = options.value("kube-api") ?? "off"
        guard place == "off" else {
            return try place == "in-cluster"
                ? inCluster(console, token: options.value("kube-token-file"), authority: options.value("kube-ca-file"))
                : server(place, options)
        }
        let given = all.filter { !["kube-api", "kube-context"].contains($0.name) }.first { isGiven($0, options) }
        if let flag = given?.name { throw usage("--\(flag) needs --kube-api in-cluster or --kube-api URL") }
        return nil
    }

    private static func isGiven(_ option: Option, _ options: Options) -> Bool {
        option.value == nil ? options.isSet(option.name) : options.value(option.name) != nil
    }

    /// Nil when it is off.
    static func context(
        _ options: Options,
        _ access: APIServerAccess?
    ) throws(ServeOptions.Problem) -> LiveContextConfiguration? {
        guard let access else { return nil }
        if options.value("kube-context") == "off" {
            let given = all.dropFirst(server.count + 1).first { isGiven($0, options) }
            if let flag = given?.name { throw usage("--\(flag) needs --kube-context on") }
            return nil
        }
        let staleAfter = try staleAfter(options)
        let kinds = ContextKind.allCases.filter { $0 != .secret || options.isSet("kube-secrets") }
        var configuration = LiveContextConfiguration(kinds: kinds) { resources, sink in
            try APIClient(access, resources, sink: sink)
        }
        configuration.staleAfter = staleAfter
        return configuration
    }

    /// Nil when it is off.
    static func auditInterval(_ options: Options) throws(ServeOptions.Problem) -> UInt64? {
        guard let text = options.value("audit-interval"), text != "0" else { return nil }
        guard let duration = GoDuration.parse(text), (10 * second...168 * 3600 * second).contains(duration) else {
            throw usage("--audit-interval must be 0 for off or a duration from 10s to 168h, is \"\(text)\"")
        }
        return duration
    }

    private static func staleAfter(_ options: Options) throws(ServeOptions.Problem) -> UInt64 {
        let text = options.value("kube-stale-after") ?? "1m"
        guard let duration = GoDuration.parse(text), (second...24 * 3600 * second).contains(duration) else {
            throw usage("--kube-stale-after must be a duration from 1s to 24h, is \"\(text)\"")
        }
        return duration
    }

    private static let second: UInt64 = 1_000_000_000

    /// The cluster around the Pod, by its service account where no files are named.
    static func inCluster(
        _ console: Console,
        token: String? = nil,
        authority: String? = nil
    ) throws(ServeOptions.Problem) -> APIServerAccess {
        guard let host = console.environment("KUBERNETES_SERVICE_HOST"), !host.isEmpty,
            let text = console.environment("KUBERNETES_SERVICE_PORT"), let port = UInt16(text), port > 0
        else {
            throw usage(
                "--kube-api in-cluster needs KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT in the environment, "
                    + "which every Pod has"
            )
        }
        return try access(
            KubeServerURL(isPlain: false, host: host, port: port),
            token: token ?? "\(serviceAccount)/token",
            authority: authority ?? "\(serviceAccount)/ca.crt"
        )
    }

    private static func server(_ text: String, _ options: Options) throws(ServeOptions.Problem) -> APIServerAccess {
        guard let url = KubeServerURL(text) else {
            throw usage(
                "--kube-api must be off, in-cluster, or a URL such as https://10.0.0.1:6443 or http://127.0.0.1:8001, "
                    + "is \"\(text)\""
            )
        }
        let authority = options.value("kube-ca-file")
        if url.isPlain {
            guard url.isLoopback else {
                throw usage("--kube-api \"\(text)\": plain http is for loopback only (127.0.0.0/8, ::1, localhost)")
            }
            if authority != nil { throw usage("--kube-ca-file is for https, --kube-api is \"\(text)\"") }
        } else if authority == nil {
            throw usage("--kube-api with https needs --kube-ca-file")
        }
        return try access(url, token: options.value("kube-token-file"), authority: authority)
    }

    /// Reads the files once, so that a start without them fails; later they are read when they are needed.
    private static func access(
        _ url: KubeServerURL,
        token: String?,
        authority: String?
    ) throws(ServeOptions.Problem) -> APIServerAccess {
        let readToken = token.map { KubeCredentials.token($0) }
        let readAuthority = authority.map { KubeCredentials.authority($0) }
        do {
            _ = try readToken?().get()
            if let pem = try readAuthority?().get() { _ = try TLSContext(clientTrusting: pem) }
        } catch let problem as ResourceProblem {
            throw ServeOptions.Problem(code: .unreadable, text: problem.text)
        } catch {
            throw ServeOptions.Problem(code: .unreadable, text: "\(authority ?? ""): \(error)")
        }
        return APIServerAccess(
            host: url.host,
            port: url.port,
            transport: readAuthority.map { .tls(authority: $0) } ?? .plain,
            token: readToken,
            userAgent: "alb-admission/\(Version.program)"
        )
    }

    private static func usage(_ text: String) -> ServeOptions.Problem {
        ServeOptions.Problem(code: .usage, text: text)
    }
}
