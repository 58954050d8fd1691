package import Certificates
import Dispatch
package import KubernetesClient
package import Sockets
import Synchronization

/// Keeps the certificates of all replicas in one Secret, and the bundle in the webhook configurations.
///
/// Asks and writes on a thread of its own; what it has found last is there for whoever asks.
package final class CertificateKeeper: Sendable {
    package struct Place: Sendable {
        package var namespace: String
        package var secret: String
        /// Of the Validating- and the MutatingWebhookConfiguration.
        package var configurations: String

        package init(namespace: String, secret: String, configurations: String) {
            self.namespace = namespace
            self.secret = secret
            self.configurations = configurations
        }
    }

    /// Where the two kinds of configurations are read.
    package static let configurationResources = Array(KeeperRound.resources.prefix(KeeperRound.kinds.count))

    package let place: Place
    package let terms: CertificateTerms
    private let access: APIServerAccess
    private let clock: @Sendable () -> Int
    private let state: Mutex<State>
    private let stopping = DispatchSemaphore(value: 0)
    private let running = Mutex<(thread: LoopThread, client: APIClient)?>(nil)

    private struct State {
        var credentials: TLSCredentials?
        var status: KeeperStatus
        var isStopped = false
    }

    /// `clock` gives seconds since 1970.
    package init(
        _ place: Place,
        _ terms: CertificateTerms,
        _ access: APIServerAccess,
        clock: @escaping @Sendable () -> Int
    ) {
        self.place = place
        self.terms = terms
        self.access = access
        self.clock = clock
        let status = KeeperStatus(
            secret: "\(place.namespace)/\(place.secret)",
            configurations: KeeperRound.kinds.map { "\($0)/\(place.configurations)" }
        )
        state = Mutex(State(status: status))
    }

    package var status: KeeperStatus { state.withLock { $0.status } }

    /// The pair to be served; nil until there is one.
    ///
    /// A Secret that cannot be used leaves the last good one.
    package var credentials: TLSCredentials? { state.withLock { $0.credentials } }

    /// `renewed` and `notice` are called on the keeper's thread.
    package func start(
        renewed: @escaping @Sendable () -> Void,
        notice: @escaping @Sendable (KeeperNotice) -> Void
    ) throws(SocketError) {
        let client = try APIClient(access, KeeperRound.resources, sink: { _, _ in })
        let (place, terms, clock, stopping) = (place, terms, clock, stopping)
        let started = try LoopThread { [weak self] in
            let server = KeeperServer(client, patience: terms.patience)
            var round = KeeperRound(place, terms, server) { [weak self] news in
                // What fails because the client is being stopped is nobody's fault.
                if self?.state.withLock({ $0.isStopped }) == false { notice(news) }
            }
            repeat {
                let news = round.run(clock)
                guard let self else { break }
                let isRenewed = self.state.withLock { state in
                    defer {
                        state.status = round.status
                        state.credentials = news ?? state.credentials
                    }
                    return news != nil && news?.contentHash != state.credentials?.contentHash
                }
                if isRenewed { renewed() }
            } while stopping.wait(timeout: .now() + .nanoseconds(Self.pause(terms))) == .timedOut
        }
        running.withLock { $0 = (started, client) }
    }

    /// Ends what is being asked, and waits for the thread.
    package func stop() {
        state.withLock { $0.isStopped = true }
        stopping.signal()
        guard let last = running.withLock({ $0.take() }) else { return }
        last.client.stop()
        last.thread.join()
    }

    deinit {
        stopping.signal()
    }

    /// Up to a quarter shorter, so that replicas do not ask at the same moments for ever.
    private static func pause(_ terms: CertificateTerms) -> Int {
        Int(clamping: terms.pollInterval - UInt64.random(in: 0...terms.pollInterval / 4))
    }
}
