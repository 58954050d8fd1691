import Admission
import ClusterContext
import Dispatch
import HTTPServer
import ManagedCertificates
package import Sockets
import Synchronization
import Certificates
import TLS

/// The running webhook: its servers, the sources it watches, and the way it ends.
package final class WebhookServer: Sendable {
    let configuration: WebhookConfiguration
    /// One event loop a thread for reviews.
    let reviews: Server<ReviewHandler>
    /// One more for probes and metrics; nil when both are switched off.
    let operations: Server<OperationsHandler>?
    let shared: SharedState
    let state: Mutex<State>
    /// Nil without a live context.
    let live: LiveReviews?
    var context: LiveContext? { live?.context }

    /// Reads files, which may take as long as they like.
    private let reloading = DispatchQueue(label: "reload")

    /// Waits for nothing but time.
    private let ending = DispatchQueue(label: "end")

    struct State {
        var readiness: Readiness
        var credentials: TLSCredentials
        var clients: TLSContext.ClientAuthentication?
        var configurationBytes: [UInt8]
        /// What went wrong at the last reading, so that it is logged once and not at every poll.
        var certificateProblem: String?
        var configurationProblem: String?
        var objectsHash: Int
        var objectsProblem: String?
        /// What has been said about the end of the certificate's life.
        var expiryNotice: ExpiryNotice?
        var requestsToEnd = 0
    }

    /// Where the endpoints listen, with the ports that the system chose.
    package let addresses: [Endpoint: SocketAddress]

    /// Reads every source, listens, and serves; throws what makes a start impossible.
    package init(_ configuration: WebhookConfiguration, log: Log) throws {
        self.configuration = configuration
        _ = ProcessMetrics.startTime
        let shared = SharedState(
            loops: configuration.threads,
            version: configuration.version,
            log: log,
            record: configuration.record
        )
        self.shared = shared
        let source = try configuration.reviewer().get()
        let saved = try configuration.savedObjects?().get() ?? .none
        let credentials = try configuration.credentials().get()
        let clients = try configuration.clients?().get()
        let context = try TLSContext(
            server: credentials,
            minimumVersion: configuration.minimumVersion,
            clients: clients
        )
        let readiness = Readiness(credentials, standIn: configuration.standIn)
        state = Mutex(
            State(
                readiness: readiness,
                credentials: credentials,
                clients: clients,
                configurationBytes: source.configuration,
                objectsHash: saved.contentHash
            )
        )
        shared.metrics.certificateWasRead(failed: false, replaced: false)
        shared.metrics.configurationWasRead(failed: false)
        let live = configuration.context.map { plan in
            LiveReviews(LiveContext(plan, settings: source.reviewer, saved: saved), shared)
        }
        self.live = live
        let basis = live?.context.publication ?? Publication(source.reviewer)
        reviews = try Server(ServerPlan.reviews(configuration, context)) { loop in
            ReviewHandler(loop: loop, basis, live: live, shared: shared)
        }
        let view = live.map { ContextView(context: $0.context, showsNames: configuration.metricsShowNames) }
        let endpoints = ServerPlan.operationEndpoints(configuration)
        do {
            operations =
                endpoints.isEmpty
                ? nil
                : try Server(ServerPlan.operations(endpoints.map(\.address))) { _ in
                    OperationsHandler(
                        endpoints: endpoints.map(\.endpoint),
                        readiness: readiness,
                        context: view,
                        keeper: configuration.keeper.map { KeeperView(keeper: $0) },
                        shared: shared
                    )
                }
        } catch {
            reviews.drain(within: 0)
            throw error
        }
        var addresses = Dictionary(zip(endpoints.map(\.endpoint), operations?.addresses ?? [])) { first, _ in first }
        addresses[.webhook] = reviews.addresses.first
        self.addresses = addresses
        attachFigures()
        logStart(log, source.reviewer, saved)
        try follow(log)
        try keepCertificates(log)
        scheduleReload()
    }

    /// Returns when the server has ended.
    package func wait() {
        reviews.wait()
        configuration.keeper?.stop()
        live?.setAnswer(nil)
        live?.context.stop()
        shared.recorder?.finish()
        // Probes and metrics answer until there is nothing left to be asked about.
        operations?.drain(within: 1_000_000_000)
        operations?.wait()
        let final = statistics
        shared.setSource(.init(statistics: { final }, longestTurn: { 0 }))
        shared.log.write(.info, "stopped", [("requests", .number(Int(clamping: final.requests)))])
        shared.log.flush()
    }

    /// Not ready → delay → finish what has begun → end.
    ///
    /// A second call skips the delay, a third ends at once what the first two did not.
    package func shutDown() {
        let calls = state.withLock { state in
            state.requestsToEnd += 1
            if state.requestsToEnd == 1 {
                state.readiness.isShuttingDown = true
                operations?.send(state.readiness)
            }
            return state.requestsToEnd
        }
        switch calls {
        case 1:
            reviews.announceShutdown()
            operations?.announceShutdown()
            let delay = configuration.shutdownDelay
            shared.log.write(.info, "shutting down", [("delaySeconds", .number(Int(clamping: delay / 1_000_000_000)))])
            after(delay) { [self] in reviews.drain(within: configuration.drainTimeout) }
            after(delay.addingSaturated(configuration.lastMoment), overrun)
        case 2:
            reviews.drain(within: configuration.drainTimeout)
            after(configuration.lastMoment, overrun)
        default:
            overrun()
        }
    }

    /// Reads the sources once; what cannot be read or does not verify leaves what is in use as it is.
    package func reload() {
        reloading.sync { readSources() }
    }

    /// The same without waiting for the files.
    package func reloadSoon() {
        reloading.async { [self] in readSources() }
    }

    /// A review or a connection has not come to an end in all the time that there was.
    private func overrun() {
        shared.log.write(.error, "not ended in time; what is left is dropped")
        shared.log.flush()
        configuration.overrun()
    }

    private func after(_ nanoseconds: UInt64, _ body: @escaping @Sendable () -> Void) {
        ending.asyncAfter(deadline: .now() + .nanoseconds(Int(clamping: nanoseconds)), execute: body)
    }

    private func scheduleReload() {
        let interval = DispatchTimeInterval.nanoseconds(Int(clamping: configuration.pollInterval))
        reloading.asyncAfter(deadline: .now() + interval) { [weak self] in
            guard let self, self.state.withLock({ $0.requestsToEnd == 0 }) else { return }
            self.readSources()
            self.scheduleReload()
        }
    }

    var statistics: ServerStatistics { reviews.statistics.adding(operations?.statistics) }
}

extension UInt64 {
    fileprivate func addingSaturated(_ other: UInt64) -> UInt64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
