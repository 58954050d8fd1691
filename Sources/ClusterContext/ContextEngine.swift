package import Admission
import ALBController
import Kubernetes
package import KubernetesClient

/// Follows the cluster and says when there is something new to judge by; a value without threads, told the time.
package struct ContextEngine: Sendable {
    /// Events of which the objects are held as they came, before they are put into the snapshot.
    package static let batch = 256

    private let kinds: [ContextKind]
    private let staleAfter: UInt64
    private let startedAt: UInt64
    private let patience: UInt64
    private var follower: ContextFollower
    private var reviewer: Reviewer
    private var saved: SavedObjects
    /// Followed or not, these are what the saved objects say.
    private var fromFiles: Set<ContextKind>
    private var window = PublicationWindow()
    private var watch = ALBWatch()
    private var sequence: UInt64 = 0
    private var hasBegun = false
    /// For which the notes of the last publication were made.
    private var noted: Set<ContextKind> = []
    private var notices: [ContextNotice] = []

    package init(
        _ kinds: [ContextKind],
        staleAfter: UInt64,
        reviewer: Reviewer,
        saved: SavedObjects = .none,
        patience: UInt64 = LiveContextConfiguration.patience,
        now: UInt64
    ) {
        self.kinds = kinds
        self.staleAfter = staleAfter
        self.saved = saved
        self.patience = patience
        startedAt = now
        follower = ContextFollower(kinds)
        fromFiles = Set(ContextKind.allCases).subtracting(kinds)
        self.reviewer = reviewer.following(saved.replacing(fromFiles, in: reviewer.snapshot))
    }

    /// What is judged by before anything was heard.
    package func beginning(now: UInt64) -> Publication {
        Publication(reviewer, sequence: sequence, silence: silence(now: now))
    }

    package mutating func take(_ event: ResourceEvent, of kind: ContextKind, now: UInt64) {
        let turn = follower.take(event, of: kind, now: now)
        switch event {
        case .object, .deleted, .listEnded: window.changed(now: now)
        case .listBegan, .isCurrent, .failed: break
        }
        if follower.pending >= Self.batch { apply() }
        guard let turn else { return }
        window.changed(now: now)
        note(turn, kind)
        giveWay(kind)
    }

    package mutating func use(_ settings: Settings, now: UInt64) {
        apply()
        reviewer = reviewer.with(settings: settings)
        window.changed(now: now)
    }

    package mutating func use(_ new: SavedObjects, now: UInt64) {
        saved = new
        apply()
        reviewer = reviewer.following(saved.replacing(fromFiles, in: reviewer.snapshot))
        window.changed(now: now)
    }

    /// When ``publish(now:)`` is to be called; nil while nothing is to be expected.
    package var due: UInt64? {
        if !hasBegun { return hasAnswered ? startedAt : startedAt + patience }
        let aging = follower.states.filter { !noted.contains($0.key) }.compactMap { kind, state -> UInt64? in
            guard case .stale(let since) = state.freshness else { return nil }
            return since + staleAfter + 1
        }
        return [window.due, aging.min()].compactMap(\.self).min()
    }

    /// Nil when it is too early.
    package mutating func publish(now: UInt64) -> Publication? {
        guard let due, now >= due else { return nil }
        apply()
        if !hasBegun { begin(now: now) }
        window.publish(now: now)
        sequence += 1
        noted = Set(follower.states.filter { $0.value.isBeyond(staleAfter, now: now) }.keys)
        notices += watch.look(at: reviewer)
        return Publication(reviewer, sequence: sequence, silence: silence(now: now))
    }

    package mutating func takeNotices() -> [ContextNotice] {
        defer { notices = [] }
        return notices
    }

    package var status: ContextStatus {
        var status = ContextStatus(staleAfter: staleAfter)
        status.kinds = kinds.map { kind in
            ContextStatus.Kind(
                kind: kind,
                state: follower.states[kind] ?? ContextState(),
                objects: kind.objectKind.map(reviewer.snapshot.count) ?? reviewer.snapshot.networkPluginNames.count,
                isFromFiles: fromFiles.contains(kind) && kind.objectKind.map(saved.knownKinds.contains) ?? false
            )
        }
        status.stopped = watch.stopped
        status.shared = watch.shared
        return status
    }

    private var hasAnswered: Bool { kinds.allSatisfy { follower.states[$0]?.hasAnswered ?? true } }

    private func silence(now: UInt64) -> SilenceNotes? {
        SilenceNotes(reviewer, follower.states, staleAfter: staleAfter, now: now)
    }

    private mutating func apply() {
        guard follower.pending > 0 else { return }
        reviewer = reviewer.following(follower.apply(to: reviewer.snapshot))
    }

    /// Saved objects count for a kind that the API server has not and will not list, until it does.
    private mutating func giveWay(_ kind: ContextKind) {
        guard let state = follower.states[kind] else { return }
        if state.freshness == .neverSynced, state.problem?.isRefusal == true {
            guard fromFiles.insert(kind).inserted else { return }
            apply()
            reviewer = reviewer.following(saved.replacing([kind], in: reviewer.snapshot))
        } else if state.freshness != .neverSynced {
            // The end of its list has taken the place of whatever was there.
            fromFiles.remove(kind)
        }
    }

    private mutating func begin(now: UInt64) {
        hasBegun = true
        let counts = status.kinds.filter { $0.state.freshness != .neverSynced }.map { ($0.kind, $0.objects) }
        notices.append(
            .began(counts: Dictionary(counts) { first, _ in first }, nanoseconds: now - min(now, startedAt))
        )
    }

    private mutating func note(_ turn: ContextState.Turn, _ kind: ContextKind) {
        switch turn {
        case .synced:
            guard hasBegun else { return }
            apply()
            let objects = kind.objectKind.map(reviewer.snapshot.count) ?? reviewer.snapshot.networkPluginNames.count
            notices.append(.synced(kind, objects: objects))
        case .failed(let problem): notices.append(.failed(kind, problem))
        case .recovered(let after): notices.append(.recovered(kind, nanoseconds: after))
        }
    }
}
