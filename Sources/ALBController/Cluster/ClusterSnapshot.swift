package import JSON
package import Kubernetes

/// What else exists: an immutable picture of the cluster with the indexes that rules need.
///
/// A kind that was not read is *unknown*, which is not the same as "there is none": a rule must not conclude anything
/// from it. The value is one reference, so handing it around costs nothing; it stays as it is while newer ones are made
/// from it, and shares with them all that did not change. Whoever gives up the last reference to a large one pays for
/// its end, some milliseconds for each 10 000 objects: hand it to a thread that nobody waits for.
package struct ClusterSnapshot: Sendable {
    private let storage: Storage

    private final class Storage: Sendable {
        let contents: Contents

        init(_ contents: Contents) {
            self.contents = contents
        }
    }

    /// The tables of a snapshot, each of which shares its storage with its copies.
    struct Contents: Sendable {
        var knownKinds: Set<ObjectKind> = []
        /// Texts of Ingresses, Services and Secrets, and every index.
        var tree = OrderedBytes()
        var albConfigs = ShardedTable<ObjectName, AlbConfig>()
        var ingressClasses = ShardedTable<String, IngressClass>()
        var namespaces = ShardedTable<String, Namespace>()
        var judge: StopJudge?
        var plugins: Set<NetworkPluginTrace> = []
    }

    package init(_ builder: Builder) {
        storage = Storage(builder.contents)
    }

    package static let empty = ClusterSnapshot(Builder())

    var contents: Contents { storage.contents }
    var tree: OrderedBytes { storage.contents.tree }

    package func knows(_ kind: ObjectKind) -> Bool { storage.contents.knownKinds.contains(kind) }
    package var albConfigs: ShardedTable<ObjectName, AlbConfig> { storage.contents.albConfigs }
    package var ingressClasses: ShardedTable<String, IngressClass> { storage.contents.ingressClasses }
    package var namespaces: ShardedTable<String, Namespace> { storage.contents.namespaces }
    /// The network plugin that DaemonSets show; nil when none does, or several do.
    package var networkPlugin: NetworkPluginTrace? {
        storage.contents.plugins.count == 1 ? storage.contents.plugins.first : nil
    }
    package var ingresses: StoredObjects<Ingress> { StoredObjects(tree, .ingress, Ingress.init) }
    package var services: StoredObjects<Service> { StoredObjects(tree, .service, Service.init) }
    package var secrets: StoredObjects<Secret> { StoredObjects(tree, .secret, Secret.init) }
    package var indexes: SnapshotIndexes { SnapshotIndexes(snapshot: self) }

    /// One object that came, changed or went.
    package enum Change: Sendable {
        case set(ObjectKind, JSONValue)
        case removed(ObjectKind, ObjectName)
    }

    /// A newer snapshot; the cost is in proportion to the changes and not to the number of objects.
    package func applying(_ changes: some Sequence<Change>) -> ClusterSnapshot {
        var builder = Builder(self)
        for change in changes { builder.apply(change) }
        return ClusterSnapshot(builder)
    }
}
