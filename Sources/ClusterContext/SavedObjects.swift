package import ALBController
package import Kubernetes

/// Objects from files, which count for kinds that the API server does not give.
package struct SavedObjects: Sendable {
    /// Such as were there, or were said to have no objects.
    package var knownKinds: Set<ObjectKind>
    package var objects: [(kind: ContextKind, change: ClusterSnapshot.Change)]
    /// Equal for equal files.
    package var contentHash: Int

    package static let none = SavedObjects()

    package init(
        knownKinds: Set<ObjectKind> = [],
        objects: [(kind: ContextKind, change: ClusterSnapshot.Change)] = [],
        contentHash: Int = 0
    ) {
        self.knownKinds = knownKinds
        self.objects = objects
        self.contentHash = contentHash
    }

    /// The snapshot in which these are all that there is of some kinds.
    func replacing(_ kinds: Set<ContextKind>, in snapshot: ClusterSnapshot) -> ClusterSnapshot {
        guard !kinds.isEmpty else { return snapshot }
        var changes: [ClusterSnapshot.Change] = []
        for kind in kinds {
            if let kind = kind.objectKind {
                changes += snapshot.names(of: kind).map { .removed(kind, $0) }
                changes += snapshot.unreadable.filter { $0.kind == kind }.map { .removed(kind, $0.name) }
            } else {
                changes += snapshot.networkPluginNames.map { .removedDaemonSet($0) }
            }
        }
        changes += objects.filter { kinds.contains($0.kind) }.map(\.change)
        var builder = ClusterSnapshot.Builder(snapshot.applying(changes))
        for kind in kinds.compactMap(\.objectKind) {
            if knownKinds.contains(kind) {
                builder.knownKinds.insert(kind)
            } else {
                builder.knownKinds.remove(kind)
            }
        }
        return ClusterSnapshot(builder)
    }
}
