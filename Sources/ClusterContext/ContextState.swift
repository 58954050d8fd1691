package import KubernetesClient

/// How well one kind is known, and since when it has not been better.
package struct ContextState: Hashable, Sendable {
    package enum Freshness: Hashable, Sendable {
        /// Not all objects have been told so far.
        case neverSynced
        case current
        /// Changes since this reading of the clock are not known.
        case stale(since: UInt64)
    }

    /// What is worth a line in the log.
    package enum Turn: Hashable, Sendable {
        case synced
        case failed(ResourceProblem)
        /// After so many nanoseconds.
        case recovered(after: UInt64)
    }

    package private(set) var freshness = Freshness.neverSynced
    package private(set) var problem: ResourceProblem?
    package private(set) var failures: [FailureReason: UInt64] = [:]
    /// Since the first of the failures that have not ended.
    private var failingSince: UInt64?

    package init() {}

    /// Listed once, or known not to be there to be listed right now.
    package var hasAnswered: Bool { freshness != .neverSynced || problem != nil }

    package mutating func heard(_ event: ResourceEvent, now: UInt64) -> Turn? {
        switch event {
        case .listBegan, .object, .deleted: return nil
        case .listEnded: return becomeCurrent(now: now)
        case .isCurrent: return freshness == .neverSynced ? nil : becomeCurrent(now: now)
        case .failed(let problem):
            failures[problem.reason, default: 0] += 1
            let isNew = self.problem != problem
            self.problem = problem
            failingSince = failingSince ?? now
            if freshness == .current { freshness = .stale(since: now) }
            return isNew ? .failed(problem) : nil
        }
    }

    private mutating func becomeCurrent(now: UInt64) -> Turn? {
        let isFirst = freshness == .neverSynced
        let since = failingSince
        freshness = .current
        problem = nil
        failingSince = nil
        if isFirst { return .synced }
        return since.map { .recovered(after: now - min(now, $0)) }
    }

    /// Nanoseconds since it was last known to be current; zero while it is, nil when it never was.
    package func age(now: UInt64) -> UInt64? {
        switch freshness {
        case .neverSynced: nil
        case .current: 0
        case .stale(let since): now - min(now, since)
        }
    }

    /// Nothing may be concluded from it any more.
    package func isBeyond(_ staleAfter: UInt64, now: UInt64) -> Bool {
        age(now: now).map { $0 > staleAfter } ?? false
    }
}
