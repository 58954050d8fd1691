package import Kubernetes

/// What else exists: an immutable picture of the cluster with the indexes that rules need.
///
/// A kind that was not read is *unknown*, which is not the same as "there is none": a rule must not conclude anything
/// from it. The value is one reference, so handing it around costs nothing.
package struct ClusterSnapshot: Sendable {
    private let storage: Storage

    private final class Storage: Sendable {
        let knownKinds: Set<ObjectKind>
        let albConfigs: [ObjectName: AlbConfig]
        let ingressClasses: [String: IngressClass]
        let ingresses: [ObjectName: Ingress]
        let services: [ObjectName: Service]
        let secrets: [ObjectName: Secret]
        let namespaces: [String: Namespace]
        let indexes: SnapshotIndexes

        init(_ objects: ClusterObjects) {
            knownKinds = objects.knownKinds
            albConfigs = objects.albConfigs
            ingressClasses = objects.ingressClasses
            ingresses = objects.ingresses
            services = objects.services
            secrets = objects.secrets
            namespaces = objects.namespaces
            indexes = SnapshotIndexes(objects)
        }
    }

    package init(_ objects: ClusterObjects) {
        storage = Storage(objects)
    }

    package static let empty = ClusterSnapshot(ClusterObjects())

    package func knows(_ kind: ObjectKind) -> Bool { storage.knownKinds.contains(kind) }
    package var albConfigs: [ObjectName: AlbConfig] { storage.albConfigs }
    package var ingressClasses: [String: IngressClass] { storage.ingressClasses }
    package var ingresses: [ObjectName: Ingress] { storage.ingresses }
    package var services: [ObjectName: Service] { storage.services }
    package var secrets: [ObjectName: Secret] { storage.secrets }
    package var namespaces: [String: Namespace] { storage.namespaces }
    package var indexes: SnapshotIndexes { storage.indexes }
}

/// `namespace/name`; the namespace of cluster-scoped objects is empty.
package struct ObjectName: Hashable, Sendable, Comparable {
    package var namespace: String
    package var name: String

    package init(_ namespace: String, _ name: String) {
        self.namespace = namespace
        self.name = name
    }

    package static func < (left: ObjectName, right: ObjectName) -> Bool { left.description < right.description }
}

extension ObjectName: CustomStringConvertible {
    package var description: String { namespace.isEmpty ? name : "\(namespace)/\(name)" }
}
