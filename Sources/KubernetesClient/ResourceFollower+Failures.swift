import HTTP

/// What becomes of an attempt that failed.
extension ResourceFollower {
    /// An event of type ERROR.
    mutating func endWatch(_ status: ServerStatus, now: UInt64, _ tell: Tell) {
        if status.code == 410 { return listAgain(status, now: now, tell) }
        noteProvenWatch(now: now)
        if status.code != 429 { plan = .list(continuation: nil) }
        rest(until: now + backoff.next())
        say(status.problem(status.code ?? 500), tell)
    }

    /// The server has forgotten what came behind the resource version or the continue token: at once the first time, as
    /// that is how a server comes back.
    private mutating func listAgain(_ status: ServerStatus, now: UInt64, _ tell: Tell) {
        noteProvenWatch(now: now)
        plan = .list(continuation: nil)
        if !hasForgotten {
            hasForgotten = true
            return rest(until: now)
        }
        rest(until: now + backoff.next())
        say(status.problem(410), tell)
    }

    private mutating func noteProvenWatch(now: UInt64) {
        guard stage == .watching else { return }
        if watchHeard || now >= watchOpened + timing.provenWatch { noteSuccess() }
    }

    mutating func noteSuccess() {
        backoff.reset()
        hasForgotten = false
    }

    mutating func fail(_ problem: ResourceProblem, now: UInt64, _ tell: Tell) {
        noteProvenWatch(now: now)
        if case .malformed = problem { plan = .list(continuation: nil) }
        rest(until: now + backoff.next())
        say(problem, tell)
    }

    mutating func refused(_ head: HTTPResponseHead, _ status: ServerStatus, now: UInt64, _ tell: Tell) {
        switch head.status {
        case 404:
            plan = .list(continuation: nil)
            misses += 1
            if misses < paths.count {
                pathIndex = (pathIndex + 1) % paths.count
                return rest(until: now)
            }
            misses = 0
            pathIndex = 0
            rest(until: now + backoff.spread(timing.calmPause))
            return say(.unknownKind, tell)
        case 410:
            return listAgain(status, now: now, tell)
        case 403:
            rest(until: now + backoff.spread(timing.calmPause))
        case 401:
            // A token that was replaced a moment ago works at the next attempt.
            rest(until: now + backoff.next())
        default:
            if !isPassing(head.status) { plan = .list(continuation: nil) }
            let asked = head.retryAfter.map { UInt64(clamping: $0).multipliedReportingOverflow(by: APITiming.second) }
            let wanted = asked.map { min($0.overflow ? .max : $0.partialValue, timing.longestRetryAfter) } ?? 0
            rest(until: now + max(backoff.next(), wanted))
        }
        say(status.problem(head.status), tell)
    }

    /// Whether the same request may well be answered later.
    ///
    /// A watch whose version is ahead of the server, whose etcd was restored from a backup, gets 504 for ever
    /// (`NewTooLargeResourceVersionError` of k8s.io/apiserver/pkg/storage/errors.go).
    private func isPassing(_ status: Int) -> Bool {
        switch status {
        case 429, 502, 503: return true
        case 500, 504:
            if case .list = plan { return true }
            return false
        default: return false
        }
    }

    mutating func say(_ problem: ResourceProblem, _ tell: Tell) {
        if told == problem { return }
        told = problem
        tell(.failed(problem))
    }
}
