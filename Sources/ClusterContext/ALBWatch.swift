import Admission
import ALBController

/// Which ALBs are stopped, and which are claimed by several AlbConfigs, compared with the last time.
struct ALBWatch: Sendable {
    private(set) var stopped: [StoppedALB] = []
    private(set) var shared: [SharedALB] = []

    /// What has appeared and disappeared.
    mutating func look(at reviewer: Reviewer) -> [ContextNotice] {
        let (oldStopped, oldShared) = (stopped, shared)
        (stopped, shared) = (reviewer.stoppedALBs, reviewer.sharedALBs)
        guard stopped != oldStopped || shared != oldShared else { return [] }
        var notices = Self.missing(in: oldStopped, of: stopped).map { ContextNotice.stopped($0) }
        // One that is stopped by something else now does not run again.
        let names = Set(stopped.map(\.albConfig))
        notices += oldStopped.filter { !names.contains($0.albConfig) }.map { .runsAgain($0) }
        notices += Self.missing(in: oldShared, of: shared).map { .shared($0) }
        let ids = Set(shared.map(\.id))
        notices += oldShared.filter { !ids.contains($0.id) }.map { .sharedNoMore($0) }
        let more = notices.count - ContextNotice.limit
        return more > 0 ? notices.prefix(ContextNotice.limit) + [.more(more)] : notices
    }

    private static func missing<Entry: Hashable>(in old: [Entry], of new: [Entry]) -> [Entry] {
        let known = Set(old)
        return new.filter { !known.contains($0) }
    }
}
