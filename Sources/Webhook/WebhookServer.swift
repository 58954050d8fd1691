import Admission
import Dispatch
import Synchronization
import Certificates
import TLS
package import Transport

/// The running webhook: the server, the sources it watches, and the way it ends.
package final class WebhookServer: Sendable {
    let configuration: WebhookConfiguration
    let server: Server<WebhookHandler>
    let shared: SharedState
    let state: Mutex<State>
    private let queue = DispatchQueue(label: "reload")

    struct State {
        var readiness: Readiness
        var credentials: TLSCredentials
        var clients: TLSContext.ClientAuthentication?
        var configurationBytes: [UInt8]
        /// What went wrong at the last reading, so that it is logged once and not at every poll.
        var certificateProblem: String?
        var configurationProblem: String?
        /// What has been said about the end of the certificate's life.
        var expiryNotice: ExpiryNotice?
        var isEnding = false
    }

    /// Where the endpoints listen, with the ports that the system chose.
    package let addresses: [Endpoint: SocketAddress]

    /// Reads every source, listens, and serves; throws what makes a start impossible.
    package init(_ configuration: WebhookConfiguration, log: Log) throws {
        self.configuration = configuration
        _ = ProcessMetrics.startTime
        shared = SharedState(loops: configuration.threads, version: configuration.version, log: log)
        let source = try configuration.reviewer().get()
        let credentials = try configuration.credentials().get()
        let clients = try configuration.clients?().get()
        let context = try TLSContext(
            server: credentials,
            minimumVersion: configuration.minimumVersion,
            clients: clients
        )
        let readiness = Readiness(credentials)
        state = Mutex(
            State(
                readiness: readiness,
                credentials: credentials,
                clients: clients,
                configurationBytes: source.configuration
            )
        )
        shared.metrics.certificateWasRead(failed: false, replaced: false)
        shared.metrics.configurationWasRead(failed: false)
        var endpoints: [(Endpoint, ServerConfiguration.Endpoint)] = [
            (.webhook, ServerConfiguration.Endpoint(configuration.bindAddress, tls: context))
        ]
        if let address = configuration.probeAddress {
            endpoints.append((.probes, ServerConfiguration.Endpoint(address)))
        }
        if let address = configuration.metricsAddress {
            endpoints.append((.metrics, ServerConfiguration.Endpoint(address)))
        }
        var transport = ServerConfiguration(endpoints: endpoints.map { $0.1 })
        transport.threads = configuration.threads
        let kinds = endpoints.map { $0.0 }
        let shared = shared
        server = try Server(transport) { loop in
            WebhookHandler(
                endpoints: kinds,
                loop: loop,
                reviewer: source.reviewer,
                readiness: readiness,
                shared: shared
            )
        }
        addresses = Dictionary(zip(kinds, server.addresses)) { first, _ in first }
        let server = server
        // Taken back in `wait`: the server's handlers own what is shared.
        shared.setStatistics { server.statistics }
        logStart(log, source.reviewer)
        scheduleReload()
    }

    /// Returns when the server has ended.
    package func wait() {
        server.wait()
        let final = server.statistics
        shared.setStatistics { final }
        shared.log.write(.info, "stopped", [("requests", .number(Int(clamping: final.requests)))])
        shared.log.flush()
    }

    /// Not ready → delay → finish what has begun → end.
    ///
    /// A second call skips the delay.
    package func shutDown() {
        let isSecond = state.withLock { state in
            defer { state.isEnding = true }
            return state.isEnding
        }
        guard !isSecond else {
            server.drain(within: configuration.drainTimeout)
            return
        }
        let readiness = state.withLock { state in
            state.readiness.isShuttingDown = true
            return state.readiness
        }
        server.send(.readiness(readiness))
        server.announceShutdown()
        shared.log.write(
            .info,
            "shutting down",
            [
                ("delaySeconds", .number(Int(configuration.shutdownDelay / 1_000_000_000)))
            ]
        )
        let delay = DispatchTimeInterval.nanoseconds(Int(clamping: configuration.shutdownDelay))
        queue.asyncAfter(deadline: .now() + delay) { [self] in
            server.drain(within: configuration.drainTimeout)
        }
    }

    private func scheduleReload() {
        let interval = DispatchTimeInterval.nanoseconds(Int(clamping: configuration.pollInterval))
        queue.asyncAfter(deadline: .now() + interval) { [weak self] in
            guard let self, !self.state.withLock({ $0.isEnding }) else { return }
            self.readSources()
            self.scheduleReload()
        }
    }

    /// Reads the sources once; what cannot be read or does not verify leaves what is in use as it is.
    package func reload() {
        queue.sync { readSources() }
    }

    private func logStart(_ log: Log, _ reviewer: Reviewer) {
        var fields: [(String, Log.Value)] = []
        for (endpoint, name) in [(Endpoint.webhook, "webhook"), (.probes, "probes"), (.metrics, "metrics")] {
            if let address = addresses[endpoint] { fields.append((name, .text(address.description))) }
        }
        fields.append(("threads", .number(configuration.threads)))
        if !configuration.version.isEmpty { fields.append(("version", .text(configuration.version))) }
        log.write(.info, "serving", fields)
        let unheard = reviewer.rulesWithoutContext.map(\.id)
        guard !unheard.isEmpty else { return }
        let rules = ("rules", Log.Value.text(unheard.joined(separator: ",")))
        log.write(.info, "rules that need objects the server does not know say nothing", [rules])
    }
}
