package import Admission
import ALBController
package import Kubernetes
import KubernetesClient

/// What an answer says where rules stay silent, or do not deny, because the cluster is not known well enough.
///
/// Made once for each publication, so that a review only looks it up.
package struct SilenceNotes: Hashable, Sendable {
    private var writes: [ObjectKind: String] = [:]
    private var deletions: [ObjectKind: String] = [:]

    /// Nil when there is nothing to say about any kind.
    package init?(_ reviewer: Reviewer, _ states: [ContextKind: ContextState], staleAfter: UInt64, now: UInt64) {
        var missing: [MissingKind] = []
        var stale: [MissingKind] = []
        for (kind, state) in states {
            guard let wanted = kind.objectKind else { continue }
            let reason = state.problem?.brief ?? "not read yet"
            if !reviewer.snapshot.knows(wanted) {
                missing.append(MissingKind(wanted, reason))
            } else if state.isBeyond(staleAfter, now: now) {
                stale.append(MissingKind(wanted, reason))
            }
        }
        guard !missing.isEmpty || !stale.isEmpty else { return nil }
        for kind in ObjectKind.allCases {
            let rules = reviewer.silentRules(for: kind, without: Set((missing + stale).map(\.kind)))
            guard !rules.isEmpty else { continue }
            let texts = [reviewer.silenceNote(for: kind, without: missing), Self.note(stale, reviewer, kind)]
            let text = texts.compactMap(\.self).joined(separator: "; ")
            if rules.contains(where: { !$0.operations.allSatisfy { $0 == .delete } }) { writes[kind] = text }
            if rules.contains(where: { $0.operations.contains(.delete) }) { deletions[kind] = text }
        }
        if writes.isEmpty, deletions.isEmpty { return nil }
    }

    package subscript(kind: ObjectKind, operation: Operation) -> String? {
        operation == .delete ? deletions[kind] : writes[kind]
    }

    /// Rules for kinds of which only an old state is known do speak, but do not deny.
    private static func note(_ stale: [MissingKind], _ reviewer: Reviewer, _ kind: ObjectKind) -> String? {
        let concerned = stale.filter { !reviewer.silentRules(for: kind, without: [$0.kind]).isEmpty }
        guard let reason = concerned.map(\.reason).min() else { return nil }
        let names = concerned.map(\.kind.plural).sorted().joined(separator: ", ")
        return "\(names) are known as they were a while ago only (\(reason)), so what rests on them does not deny"
    }
}
