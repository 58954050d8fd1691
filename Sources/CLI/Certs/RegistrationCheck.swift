import Certificates
import JSON
import KubernetesClient
import ManagedCertificates
import Sockets
import TLS

/// Whether the registered bundles verify what the webhooks serve.
enum RegistrationCheck {
    /// Where a webhook is, as kube-apiserver reaches it.
    private struct Endpoint: Hashable {
        var name: String
        var port: UInt16
    }

    /// For each request and connection, in nanoseconds.
    private static let patience: UInt64 = 10_000_000_000

    static func run(_ options: Options, _ console: Console) throws(ServeOptions.Problem) -> CertificateReport {
        for flag in ["cert-dir", "tls-cert-file", "tls-private-key-file", "ca-bundle", "dns-names"] {
            if options.value(flag) != nil { throw usage("--\(flag) is for files, not for --kube-api") }
        }
        guard let name = options.value("webhook-configurations"), CertificateFlags.isObjectName(name) else {
            throw usage("--kube-api needs --webhook-configurations NAME")
        }
        let connect = try options.value("connect").map(place)
        guard let access = try KubeOptions.access(options, console) else {
            throw usage("--webhook-configurations needs --kube-api in-cluster or --kube-api URL")
        }
        var judge = CertificateJudge(now: console.now())
        var served: [Endpoint: Result<[UInt8], ServedChain.Failure>] = [:]
        for (kind, object) in try read(name, access) {
            let webhooks = object["webhooks"]?.elements ?? []
            let bundles = RegistrationObject(object).bundles
            for (webhook, bundle) in zip(webhooks, bundles) {
                let place = "\(kind)/\(name) \(webhook["name"]?.string ?? "?")"
                guard let endpoint = endpoint(webhook["clientConfig"]) else {
                    judge.report.error(
                        "address",
                        place,
                        "clientConfig names neither a Service nor an https URL",
                        fix: "register it again"
                    )
                    continue
                }
                let result = served[endpoint] ?? fetch(endpoint, connect)
                served[endpoint] = result
                self.judge(result, bundle, endpoint, place, &judge)
            }
        }
        return judge.report
    }

    private static func judge(
        _ served: Result<[UInt8], ServedChain.Failure>,
        _ bundle: [UInt8],
        _ endpoint: Endpoint,
        _ place: String,
        _ judge: inout CertificateJudge
    ) {
        if bundle.isEmpty {
            judge.report.error(
                "chain",
                place,
                "has no caBundle, so every call fails unless a public authority has signed the certificate",
                fix: "register the authority of the certificate; with --cert-secret see the log of the server"
            )
        }
        switch served {
        case .failure(let failure):
            judge.report.error(
                "connection",
                place,
                "\(endpoint.name):\(endpoint.port): \(failure)",
                fix: "see whether a ready server is behind it; --connect HOST:PORT takes another way"
            )
        case .success(let chain):
            guard judge.judge(chain, key: nil, names: [endpoint.name], place), !bundle.isEmpty else { return }
            judge.judge(chain, against: bundle, name: endpoint.name, place, "the registered caBundle")
        }
    }

    /// By kind; throws when neither is there.
    private static func read(
        _ name: String,
        _ access: APIServerAccess
    ) throws(ServeOptions.Problem) -> [(kind: String, object: JSONValue)] {
        let client: APIClient
        do throws(SocketError) {
            client = try APIClient(access, CertificateKeeper.configurationResources, sink: { _, _ in })
        } catch {
            throw ServeOptions.Problem(code: .unreadable, text: "API server: \(error)")
        }
        defer { client.stop() }
        var found: [(kind: String, object: JSONValue)] = []
        for (index, resource) in CertificateKeeper.configurationResources.enumerated() {
            let deadline = MonotonicClock.now() + patience
            switch client.reading(index, namespace: "", name: name, deadline: deadline) {
            case .found(let object): found.append((resource.name, object))
            case .absent: break
            case .failed(let problem):
                throw ServeOptions.Problem(code: .unreadable, text: "\(resource.name)/\(name): \(problem.text)")
            }
        }
        guard !found.isEmpty else {
            throw ServeOptions.Problem(
                code: .unreadable,
                text: "there is neither a Validating- nor a MutatingWebhookConfiguration \"\(name)\""
            )
        }
        return found
    }

    /// `ServiceResolver` and `ClientManager` of k8s.io/apiserver/pkg/util/webhook: a Service is asked for as
    /// `<name>.<namespace>.svc`, port 443 unless another is given.
    private static func endpoint(_ client: JSONValue?) -> Endpoint? {
        if let service = client?["service"], let name = service["name"]?.string,
            let namespace = service["namespace"]?.string
        {
            return Endpoint(
                name: "\(name).\(namespace).svc",
                port: service["port"]?.integer.flatMap { UInt16(exactly: $0) } ?? 443
            )
        }
        guard let text = client?["url"]?.string, text.hasPrefix("https://") else { return nil }
        let authority = text.dropFirst(8).prefix { $0 != "/" && $0 != "?" }
        return KubeServerURL("https://\(authority)").map { Endpoint(name: $0.host, port: $0.port) }
    }

    private static func fetch(
        _ endpoint: Endpoint,
        _ connect: (host: String, port: UInt16)?
    ) -> Result<[UInt8], ServedChain.Failure> {
        ServedChain.fetch(
            host: connect?.host ?? endpoint.name,
            port: connect?.port ?? endpoint.port,
            serverName: endpoint.name,
            within: patience
        )
    }

    private static func place(_ text: String) throws(ServeOptions.Problem) -> (host: String, port: UInt16) {
        guard text.contains(":"), let url = KubeServerURL("https://\(text)") else {
            throw usage("--connect must be HOST:PORT, is \"\(text)\"")
        }
        return (url.host, url.port)
    }

    private static func usage(_ text: String) -> ServeOptions.Problem {
        ServeOptions.Problem(code: .usage, text: text)
    }
}
