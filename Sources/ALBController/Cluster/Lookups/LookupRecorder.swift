import Kubernetes
import Synchronization

/// Which objects of a snapshot are asked for by name or handed out by an index, whether they exist or not.
///
/// Only snapshots made by ``ClusterSnapshot/recording(_:)`` have one; for the others a look-up costs a check for nil more.
package final class LookupRecorder: Sendable {
    /// So many are remembered.
    private static let limit = 1024

    private let seen = Mutex<Set<ObjectReference>>([])
    /// Whether a walk over all AlbConfigs or IngressClasses, as for a hint, counts as asking for each.
    let countsWalks: Bool

    package init(countsWalks: Bool = false) {
        self.countsWalks = countsWalks
    }

    /// In order; not all of them where there are more than are remembered.
    package var objects: [ObjectReference] { seen.withLock { $0.sorted() } }

    func note(_ kind: ObjectKind, _ name: ObjectName) {
        // Of an object without a namespace none is asked for.
        guard !name.name.isEmpty else { return }
        seen.withLock { seen in
            if seen.count < Self.limit { seen.insert(ObjectReference(kind, name)) }
        }
    }
}

/// What a table of a snapshot has its objects by.
package protocol LookupKey: Hashable, Sendable {
    var objectName: ObjectName { get }
}

extension ObjectName: LookupKey {
    package var objectName: ObjectName { self }
}

extension String: LookupKey {
    /// Of a cluster-scoped object.
    package var objectName: ObjectName { ObjectName("", self) }
}
