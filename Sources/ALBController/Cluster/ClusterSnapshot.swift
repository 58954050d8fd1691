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
        var albConfigs = ShardedTable<ObjectName, AlbConfig>(.albConfig)
        var ingressClasses = ShardedTable<String, IngressClass>(.ingressClass)
        var namespaces = ShardedTable<String, Namespace>(.namespace)
        var judge: StopJudge?
        /// By the DaemonSet that shows each.
        var plugins: [ObjectName: NetworkPluginTrace] = [:] {
            didSet {
                let different = Set(plugins.values)
                networkPlugin = different.count == 1 ? different.first : nil
            }
        }
        private(set) var networkPlugin: NetworkPluginTrace?
        var unreadable: Set<ObjectReference> = []
    }

    package init(_ builder: Builder) {
        storage = Storage(builder.contents)
    }

    package static let empty = ClusterSnapshot(Builder())

    var contents: Contents { storage.contents }
    var tree: OrderedBytes { storage.contents.tree }

    package func knows(_ kind: ObjectKind) -> Bool { storage.contents.knownKinds.contains(kind) }
    package var knownKinds: Set<ObjectKind> { storage.contents.knownKinds }
    /// Whether what stops ALBs is known by the judge of `other`; true where there is nothing to judge.
    package func hasStops(of other: ClusterSnapshot) -> Bool {
        let judge = storage.contents.judge
        return judge == nil ? ingresses.isEmpty && albConfigs.isEmpty : judge === other.storage.contents.judge
    }
    package var albConfigs: ShardedTable<ObjectName, AlbConfig> { storage.contents.albConfigs }
    package var ingressClasses: ShardedTable<String, IngressClass> { storage.contents.ingressClasses }
    package var namespaces: ShardedTable<String, Namespace> { storage.contents.namespaces }
    /// The network plugin that DaemonSets show; nil when none does, or several do.
    package var networkPlugin: NetworkPluginTrace? { storage.contents.networkPlugin }
    /// Objects that exist, but whose last version could not be kept: here they are missing.
    package var unreadable: Set<ObjectReference> { storage.contents.unreadable }
    package var ingresses: StoredObjects<Ingress> { StoredObjects(tree, .ingress, Ingress.init) }
    package var services: StoredObjects<Service> { StoredObjects(tree, .service, Service.init) }
    package var secrets: StoredObjects<Secret> { StoredObjects(tree, .secret, Secret.init) }
    package var indexes: SnapshotIndexes { SnapshotIndexes(snapshot: self) }

    /// One object that came, changed or went, or that all of a kind have been told.
    package enum Change: Sendable {
        /// Does not make the kind known; `apiVersion` and `kind` may be missing, as in a list of the API server.
        case set(ObjectKind, JSONValue)
        case removed(ObjectKind, ObjectName)
        /// All objects of the kind are there, if any: from now on one that is not does not exist.
        case known(ObjectKind)
        /// Of any name; those of network plugins are remembered.
        case daemonSet(JSONValue)
        case removedDaemonSet(ObjectName)
    }

    /// A newer snapshot; the cost is in proportion to the changes and not to the number of objects.
    ///
    /// What is no object with a name is left out; what else cannot be kept is gone and ``unreadable``.
    package func applying(_ changes: some Sequence<Change>) -> ClusterSnapshot {
        var builder = Builder(self)
        for change in changes { builder.apply(change) }
        return ClusterSnapshot(builder)
    }
}
