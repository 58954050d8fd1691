import ClusterContext
import KubernetesClient
import Sockets

/// The live context as probes and metrics show it.
struct ContextView: Sendable {
    let context: LiveContext
    /// Whether metrics may carry the names of objects.
    let showsNames: Bool
    /// Nil where what exists is not judged.
    var audit: StoredAudit?

    /// One for each kind that is followed; none of them fails, as reviews go on with what is known.
    var checks: [Readiness.Check] {
        let status = context.status
        let now = MonotonicClock.now()
        return status.kinds.map { kind in
            Readiness.Check(
                name: "context-\(kind.kind.name.lowercased())",
                remark: Self.remark(kind, status.staleAfter, now: now)
            )
        }
    }

    private static func remark(_ kind: ContextStatus.Kind, _ staleAfter: UInt64, now: UInt64) -> String? {
        let reason = kind.state.problem.map { " (\($0.text))" } ?? ""
        switch kind.state.freshness {
        case .current: return nil
        case .neverSynced:
            if kind.isFromFiles { return "not read\(reason); the files of --objects count" }
            return "not read\(reason.isEmpty ? " yet" : reason); rules that need it are silent, the others go on"
        case .stale(let since):
            let seconds = (now - min(now, since)) / 1_000_000_000
            let effect =
                kind.state.isBeyond(staleAfter, now: now)
                ? "what rests on it does not deny, the other rules go on" : "what was known last counts"
            return "stale for \(seconds) s\(reason); \(effect)"
        }
    }
}
