package import Kubernetes

extension ClusterSnapshot {
    /// The names of all objects of a kind in their order, for telling which ones a new list does not have.
    ///
    /// Costs a walk over them, some milliseconds for each 10 000.
    package func names(of kind: ObjectKind) -> [ObjectName] {
        switch kind {
        case .albConfig: albConfigs.keys.sorted()
        case .ingressClass: ingressClasses.keys.map { ObjectName("", $0) }.sorted()
        case .namespace: namespaces.keys.map { ObjectName("", $0) }.sorted()
        case .ingress: ingresses.keys
        case .service: services.keys
        case .secret: secrets.keys
        }
    }

    package func count(of kind: ObjectKind) -> Int {
        switch kind {
        case .albConfig: albConfigs.count
        case .ingressClass: ingressClasses.count
        case .namespace: namespaces.count
        case .ingress: ingresses.count
        case .service: services.count
        case .secret: secrets.count
        }
    }

    /// The DaemonSets of network plugins that are there.
    package var networkPluginNames: [ObjectName] { contents.plugins.keys.sorted() }
}
