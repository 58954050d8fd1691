package import ALBController
import JSON
package import KubernetesClient

/// Turns what is heard of each kind into changes of a snapshot; what was known stays while a source fails.
package struct ContextFollower: Sendable {
    private enum Step: Sendable {
        case change(ClusterSnapshot.Change)
        /// The end of a list that named these.
        case complete(ContextKind, Set<ObjectName>)
    }

    package private(set) var states: [ContextKind: ContextState]
    private var listings: [ContextKind: Set<ObjectName>] = [:]
    private var steps: [Step] = []

    package init(_ kinds: [ContextKind]) {
        states = Dictionary(kinds.map { ($0, ContextState()) }) { first, _ in first }
    }

    /// Steps that wait for ``apply(to:)``.
    package var pending: Int { steps.count }

    /// Events of a kind that is not followed are passed over.
    package mutating func take(_ event: ResourceEvent, of kind: ContextKind, now: UInt64) -> ContextState.Turn? {
        guard var state = states[kind] else { return nil }
        switch event {
        case .listBegan: listings[kind] = []
        case .object(let value):
            if let name = ObjectName(of: value.node, in: value.document) { listings[kind]?.insert(name) }
            steps.append(.change(kind.objectKind.map { .set($0, value) } ?? .daemonSet(value)))
        case .deleted(let value):
            guard let name = ObjectName(of: value.node, in: value.document) else { return nil }
            steps.append(.change(Self.removal(of: name, kind)))
        case .listEnded: steps.append(.complete(kind, listings.removeValue(forKey: kind) ?? []))
        case .isCurrent: break
        case .failed: listings[kind] = nil
        }
        let turn = state.heard(event, now: now)
        states[kind] = state
        return turn
    }

    /// The snapshot with all that was heard since the last call.
    package mutating func apply(to snapshot: ClusterSnapshot) -> ClusterSnapshot {
        var snapshot = snapshot
        var changes: [ClusterSnapshot.Change] = []
        for step in steps {
            switch step {
            case .change(let change): changes.append(change)
            case .complete(let kind, let named):
                snapshot = snapshot.applying(changes)
                changes = Self.known(kind, in: snapshot).filter { !named.contains($0) }
                    .map { Self.removal(of: $0, kind) }
                if let kind = kind.objectKind { changes.append(.known(kind)) }
            }
        }
        steps = []
        return changes.isEmpty ? snapshot : snapshot.applying(changes)
    }

    private static func known(_ kind: ContextKind, in snapshot: ClusterSnapshot) -> [ObjectName] {
        guard let kind = kind.objectKind else { return snapshot.networkPluginNames }
        return snapshot.names(of: kind) + snapshot.unreadable.filter { $0.kind == kind }.map(\.name)
    }

    private static func removal(of name: ObjectName, _ kind: ContextKind) -> ClusterSnapshot.Change {
        kind.objectKind.map { .removed($0, name) } ?? .removedDaemonSet(name)
    }
}
