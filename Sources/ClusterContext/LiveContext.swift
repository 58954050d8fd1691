package import Admission
import Dispatch
import KubernetesClient
import Sockets
import Synchronization

/// The cluster as the API server tells it, kept ready for reviews on a queue of its own.
///
/// No review waits for it: what is new is handed to `publish`, and everything else here is looked at without a lock that
/// is held for long.
package final class LiveContext: Sendable {
    package let configuration: LiveContextConfiguration
    package let recent = RecentAdmissions()
    let confirmations = ConfirmationCounters()
    let queue = DispatchQueue(label: "context")
    let confirming = DispatchQueue(label: "confirmation", qos: .userInitiated)
    let published: Mutex<Publication>
    private let current: Mutex<ContextStatus>
    private let engine: Mutex<ContextEngine>
    private let inbox = Mutex<[Heard]>([])
    private let outlets = Mutex<Outlets?>(nil)
    private let source = Mutex<(any ObjectSource)?>(nil)
    /// For which a look is planned.
    private let alarm = Mutex<UInt64>(.max)

    private struct Heard: Sendable {
        let kind: ContextKind
        let event: ResourceEvent
        let at: UInt64
    }

    /// Where news go; both are called on the context's queue.
    package struct Outlets: Sendable {
        package var publish: @Sendable (Publication) -> Void
        package var notice: @Sendable (ContextNotice) -> Void

        package init(
            publish: @escaping @Sendable (Publication) -> Void,
            notice: @escaping @Sendable (ContextNotice) -> Void
        ) {
            self.publish = publish
            self.notice = notice
        }
    }

    /// Events that may wait; the source is held up by more, so that a list never lies in memory as a whole.
    package static let inboxLimit = 512

    /// Asks for nothing before ``start(_:)``.
    ///
    /// Of `settings` only rules and settings count, not its objects.
    package init(_ configuration: LiveContextConfiguration, settings: Reviewer, saved: SavedObjects = .none) {
        let now = MonotonicClock.now()
        let engine = ContextEngine(
            configuration.kinds,
            staleAfter: configuration.staleAfter,
            reviewer: Reviewer(catalog: settings.catalog, settings: settings.settings),
            saved: saved,
            patience: configuration.patience,
            now: now
        )
        self.configuration = configuration
        published = Mutex(engine.beginning(now: now))
        current = Mutex(engine.status)
        self.engine = Mutex(engine)
    }

    /// The last one; what is handed out by ``start(_:)`` comes later.
    package var publication: Publication { published.withLock { $0 } }

    package var status: ContextStatus { current.withLock { $0 } }

    package func confirmationCounts() -> [ConfirmationResult: UInt64] { confirmations.counts }

    package func start(_ outlets: Outlets) throws {
        self.outlets.withLock { $0 = outlets }
        let kinds = configuration.kinds
        let source = try configuration.connect(kinds.map(\.resource)) { [weak self] index, event in
            guard kinds.indices.contains(index) else { return }
            self?.hear(event, of: kinds[index])
        }
        self.source.withLock { $0 = source }
        queue.async { [self] in work() }
    }

    /// Returns when the source has ended; not from the context's own queues.
    package func stop() {
        let ended = source.withLock { source in
            defer { source = nil }
            return source
        }
        ended?.stop()
        outlets.withLock { $0 = nil }
    }

    package func use(_ settings: Settings) {
        queue.async { [self] in
            engine.withLock { $0.use(settings, now: MonotonicClock.now()) }
            work()
        }
    }

    package func use(_ saved: SavedObjects) {
        queue.async { [self] in
            engine.withLock { $0.use(saved, now: MonotonicClock.now()) }
            work()
        }
    }

    var reader: (any ObjectSource)? { source.withLock { $0 } }

    private func hear(_ event: ResourceEvent, of kind: ContextKind) {
        let now = MonotonicClock.now()
        let count = inbox.withLock { inbox in
            inbox.append(Heard(kind: kind, event: event, at: now))
            return inbox.count
        }
        if count >= Self.inboxLimit {
            queue.sync { work() }
        } else if count == 1 {
            queue.async { [self] in work() }
        }
    }

    /// Takes in what was heard, publishes what is due, and plans the next look.
    private func work() {
        let heard = inbox.withLock { inbox in
            defer { inbox = [] }
            return inbox
        }
        let now = MonotonicClock.now()
        let (publication, notices, due, status) = engine.withLock { engine in
            for entry in heard { engine.take(entry.event, of: entry.kind, now: entry.at) }
            let publication = engine.publish(now: now)
            return (publication, engine.takeNotices(), engine.due, engine.status)
        }
        for entry in heard where entry.kind == .albConfig {
            switch entry.event {
            case .object(let value), .deleted(let value): recent.heard(value)
            case .listBegan, .listEnded, .isCurrent, .failed: break
            }
        }
        current.withLock { $0 = status }
        let outlets = outlets.withLock { $0 }
        if let publication {
            recent.published(publication.sequence)
            published.withLock { $0 = publication }
            outlets?.publish(publication)
        }
        for notice in notices { outlets?.notice(notice) }
        plan(due, now: now)
    }

    private func plan(_ due: UInt64?, now: UInt64) {
        guard let due else { return }
        let isEarlier = alarm.withLock { alarm in
            guard due < alarm else { return false }
            alarm = due
            return true
        }
        guard isEarlier else { return }
        let wait = DispatchTimeInterval.nanoseconds(Int(clamping: due - min(now, due)))
        queue.asyncAfter(deadline: .now() + wait) { [weak self] in
            guard let self else { return }
            alarm.withLock { if $0 == due { $0 = .max } }
            work()
        }
    }
}
