import Certificates
import Admission
import Rules
import Synchronization
import TLS
import TestSupport
import Sockets
import Webhook

/// A running server of this process whose sources and log a test holds in its hands.
final class TestWebhook {
    let server: WebhookServer
    let sources: Sources
    let log = LogLines()
    let authority: TLSCredentials

    /// What the server reads again at each reload.
    final class Sources: Sendable {
        typealias Failure = WebhookConfiguration.SourceError

        let credentials: Mutex<Result<TLSCredentials, Failure>>
        let clients: Mutex<Result<TLSContext.ClientAuthentication, Failure>?>
        let reviewer: Mutex<Result<ReviewerSource, Failure>>

        init(_ credentials: TLSCredentials, _ clients: TLSContext.ClientAuthentication?, _ reviewer: Reviewer) {
            self.credentials = Mutex(.success(credentials))
            self.clients = Mutex(clients.map { .success($0) })
            self.reviewer = Mutex(.success(ReviewerSource(reviewer: reviewer, configuration: [])))
        }
    }

    init(
        _ reviewer: Reviewer = Reviewer(),
        threads: Int = 1,
        level: Log.Level = .debug,
        credentials: TLSCredentials? = nil,
        clients: TLSContext.ClientAuthentication? = nil,
        change: (inout WebhookConfiguration) -> Void = { _ in }
    ) throws {
        authority = try Certificates.authority()
        let sources = Sources(try credentials ?? Certificates.server(by: authority), clients, reviewer)
        self.sources = sources
        let loopback = try SocketAddress("127.0.0.1:0")
        var configuration = WebhookConfiguration(
            bindAddress: loopback,
            credentials: { sources.credentials.withLock { $0 } },
            reviewer: { sources.reviewer.withLock { $0 } }
        )
        configuration.version = "test"
        configuration.probeAddress = loopback
        configuration.metricsAddress = loopback
        configuration.threads = threads
        configuration.shutdownDelay = 0
        // Reloads happen when a test says so.
        configuration.pollInterval = 3_600_000_000_000
        if clients != nil {
            configuration.clients = { sources.clients.withLock { $0 } ?? .failure(Sources.Failure("no clients")) }
        }
        change(&configuration)
        let lines = log
        server = try WebhookServer(configuration, log: Log(format: .json, level: level) { lines.append($0) })
    }

    deinit {
        server.shutDown()
        server.wait()
    }

    func connect(trusting other: TLSCredentials? = nil, as client: TLSCredentials? = nil) throws -> LoopbackClient {
        let trust = try TLSContext(clientTrusting: (other ?? authority).certificatePEM, credentials: client)
        return try LoopbackClient(address(.webhook), tls: trust, serverName: "localhost")
    }

    func get(_ endpoint: Endpoint, _ target: String) throws -> Response {
        let client = try LoopbackClient(address(endpoint))
        try client.send("GET \(target) HTTP/1.1\r\nHost: localhost\r\n\r\n")
        guard let response = try client.receive() else { throw LoopbackClient.Failure.closed }
        return response
    }

    func metrics() throws -> PrometheusPage { try PrometheusPage(get(.metrics, "/metrics").text) }

    private func address(_ endpoint: Endpoint) throws -> SocketAddress {
        guard let address = server.addresses[endpoint] else { throw LoopbackClient.Failure.closed }
        return address
    }
}

extension LoopbackClient {
    /// Asks a webhook and waits for its answer.
    func ask(_ webhook: String, _ body: [UInt8], fields: String = "") throws -> Response {
        try send(post(webhook, body, fields: fields))
        guard let response = try receive() else { throw Failure.closed }
        return response
    }
}

/// The head that kube-apiserver sends, and the body.
func post(_ webhook: String, _ body: [UInt8], fields: String = "") -> [UInt8] {
    let head = """
        POST /\(webhook)?timeout=5s HTTP/1.1\r
        Host: localhost\r
        User-Agent: kube-apiserver-admission\r
        Content-Length: \(body.count)\r
        Accept: application/json, */*\r
        Content-Type: application/json\r
        Accept-Encoding: gzip\r
        \(fields)\r

        """
    return Array(head.utf8) + body
}
