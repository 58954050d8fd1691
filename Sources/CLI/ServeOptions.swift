import ALBController
import Admission
import Certificates
import Documents
import Glibc
import ManagedCertificates
import Rules
import Sockets
import TLS
import Webhook

/// The flags of `serve` and what they make of the server's configuration.
enum ServeOptions {
    struct Problem: Error {
        var code: ExitCode
        var text: String
    }

    static let all =
        [
            Option(name: "bind-address", value: "HOST:PORT", help: "the webhook, HTTPS (default 0.0.0.0:9443)"),
            Option(
                name: "health-probe-bind-address",
                value: "HOST:PORT",
                help: "/healthz, /livez, /readyz (default 0.0.0.0:8081, 0 = off)"
            ),
            Option(
                name: "metrics-bind-address",
                value: "HOST:PORT",
                help: "/metrics (default 0.0.0.0:8080, 0 = off)"
            ),
            Option(name: "cert-dir", value: "DIR", help: "folder with tls.crt and tls.key"),
            Option(name: "tls-cert-file", value: "FILE", help: "certificate chain, PEM, instead of --cert-dir"),
            Option(name: "tls-private-key-file", value: "FILE", help: "its private key, PEM"),
            Option(name: "client-ca-file", value: "FILE", help: "callers must have a certificate of this CA"),
            Option(
                name: "client-allowed-names",
                value: "NAMES",
                help: "and one of these common or DNS names (comma list)"
            ),
            Option(
                name: "client-allowed-names-file",
                value: "FILE",
                help: "the same from a file that is read again, a name a line"
            ),
            Option(
                name: "tls-min-version",
                value: "VersionTLS12|VersionTLS13",
                help: "lowest TLS version (default VersionTLS12)",
                choices: ["VersionTLS12", "VersionTLS13"]
            ),
            Option(name: "threads", value: "N", help: "event loops (default: one a core, at most 4)"),
            Option(
                name: "shutdown-delay",
                value: "DURATION",
                help: "not ready but still answering after SIGTERM (default 5s)"
            ),
            Option(name: "record", value: "DIR", help: "keeps the reviews that were answered, for 'review DIR'"),
            Option(
                name: "record-max-size",
                value: "SIZE",
                help: "of all files of --record, such as 64Mi (default 256Mi); the oldest goes"
            ),
            Option(
                name: "record-max-files",
                value: "N",
                help: "number of these files, from 2 (default 64); the oldest goes"
            ),
            Option(
                name: "log-format",
                value: "json|text",
                help: "(default json)",
                choices: Log.Format.allCases.map(\.rawValue)
            ),
            Option(
                name: "log-level",
                value: "debug|info|warn|error",
                help: "(default info; debug also logs allowed requests)",
                choices: Log.Level.allCases.map(\.rawValue)
            ),
        ] + ManagedOptions.all + KubeOptions.all + SharedOptions.context

    static func log(_ options: Options) -> Log {
        Log(
            format: options.value("log-format").flatMap(Log.Format.init) ?? .json,
            level: options.value("log-level").flatMap(Log.Level.init) ?? .info,
            sink: { FileSystem.write($0, to: STDERR_FILENO) }
        )
    }

    static func isSelfSigned(_ options: Options) -> Bool {
        ["cert-dir", "tls-cert-file", "cert-secret"].allSatisfy { options.value($0) == nil }
    }

    static func configuration(_ options: Options, _ console: Console) throws(Problem) -> WebhookConfiguration {
        let access = try KubeOptions.access(options, console)
        let context = try KubeOptions.context(options, access)
        let keeper = try ManagedOptions.keeper(options, access)
        let objects = SavedObjectFiles(options.all("objects"), console)
        let bind = try address(options, "bind-address", default: "0.0.0.0:9443")
        guard let bind else { throw Problem(code: .usage, text: "--bind-address cannot be switched off") }
        var configuration = WebhookConfiguration(
            bindAddress: bind,
            credentials: try CertificateFiles.credentials(options),
            reviewer: ReviewerFiles(settings: options.value("config"), context == nil ? objects : nil).source
        )
        if let keeper { try configuration.use(keeper) }
        configuration.context = context
        configuration.metricsShowNames = options.isSet("metrics-object-names")
        if context != nil, let objects {
            configuration.savedObjects = { objects.read() }
            if case .failure(let problem) = objects.read() {
                throw Problem(code: .unreadable, text: "--objects cannot be read: \(problem.text)")
            }
        }
        if case .failure(let problem) = configuration.reviewer() {
            throw Problem(code: .unreadable, text: problem.text)
        }
        configuration.version = Version.program
        configuration.probeAddress = try address(options, "health-probe-bind-address", default: "0.0.0.0:8081")
        configuration.metricsAddress = try address(options, "metrics-bind-address", default: "0.0.0.0:8080")
        configuration.clients = try CertificateFiles.clients(options)
        if options.value("tls-min-version") == "VersionTLS13" { configuration.minimumVersion = .tls13 }
        if let text = options.value("shutdown-delay") {
            guard let delay = GoDuration.parse(text) else {
                throw Problem(
                    code: .usage,
                    text: "--shutdown-delay must be a duration such as 5s or 500ms, is \"\(text)\""
                )
            }
            configuration.shutdownDelay = delay
        }
        configuration.threads = try threads(options)
        configuration.record = try RecordOptions.record(options)
        return configuration
    }

    private static func threads(_ options: Options) throws(Problem) -> Int {
        guard let text = options.value("threads") else {
            return min(4, max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
        }
        guard let count = Int(text), (1...64).contains(count) else {
            throw Problem(code: .usage, text: "--threads must be a number from 1 to 64, is \"\(text)\"")
        }
        return count
    }

    /// Nil when it is switched off with `0`.
    private static func address(
        _ options: Options,
        _ name: String,
        default fallback: String
    ) throws(Problem) -> SocketAddress? {
        let text = options.value(name) ?? fallback
        guard text != "0" else { return nil }
        do throws(SocketError) {
            return try SocketAddress(text)
        } catch {
            throw Problem(code: .usage, text: "--\(name): \(error)")
        }
    }
}

extension WebhookConfiguration {
    /// Until the Secret has a pair, what is served is a stand-in that nobody trusts, and the server is not ready.
    fileprivate mutating func use(_ keeper: CertificateKeeper) throws(ServeOptions.Problem) {
        let made: TLSCredentials
        do throws(CertificateError) {
            made = try SelfSignedCertificate.make(dnsNames: ["alb-admission-is-not-ready"], now: WallClock.seconds())
        } catch {
            throw ServeOptions.Problem(code: .internalError, text: "no self-signed certificate can be made: \(error)")
        }
        standIn = made
        self.keeper = keeper
        credentials = { .success(keeper.credentials ?? made) }
    }
}
