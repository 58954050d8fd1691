package import Kubernetes

/// Reverse look-ups over a snapshot, built once, so that no review searches through all objects.
package struct SnapshotIndexes: Sendable {
    /// AlbConfigs by the ALB they name in `spec.config.id` or own in `status.loadBalancer.id`.
    package private(set) var albConfigsByALB: [String: [ObjectName]] = [:]
    /// AlbConfigs by name, whatever their namespace.
    package private(set) var albConfigsByName: [String: [ObjectName]] = [:]
    /// Secrets by name, whatever their namespace.
    package private(set) var secretsByName: [String: [ObjectName]] = [:]
    /// IngressClasses that are marked as the default.
    package private(set) var defaultClasses: [String] = []
    /// Ingresses of each namespace and Service that is a backend of them.
    package private(set) var ingressesByService: [ObjectName: [ObjectName]] = [:]
    /// Ingresses by the Secret that their `tls` names.
    package private(set) var ingressesBySecret: [ObjectName: [ObjectName]] = [:]
    /// Ingresses by the class name they carry, in the field or the annotation.
    package private(set) var ingressesByClass: [String: [ObjectName]] = [:]
    /// IngressClasses by `spec.parameters.name`.
    package private(set) var classesByAlbConfig: [String: [String]] = [:]
    /// Ingresses that name their AlbConfig in the annotation.
    package private(set) var ingressesByAlbConfigAnnotation: [String: [ObjectName]] = [:]
    /// Ingresses by host and path, the pair that canaries and duplicates are matched by.
    package private(set) var ingressesByHostAndPath: [HostAndPath: [ObjectName]] = [:]

    init(_ objects: ClusterObjects) {
        for (name, config) in objects.albConfigs.sorted(by: { $0.key < $1.key }) {
            albConfigsByName[name.name, default: []].append(name)
            if !config.id.isEmpty { albConfigsByALB[config.id, default: []].append(name) }
            if !config.statusID.isEmpty, config.statusID != config.id {
                albConfigsByALB[config.statusID, default: []].append(name)
            }
        }
        for (name, ingressClass) in objects.ingressClasses.sorted(by: { $0.key < $1.key }) {
            if ingressClass.isDefault { defaultClasses.append(name) }
            guard let parameters = ingressClass.parameters else { continue }
            classesByAlbConfig[parameters.name, default: []].append(name)
        }
        for name in objects.secrets.keys.sorted() { secretsByName[name.name, default: []].append(name) }
        for (name, ingress) in objects.ingresses.sorted(by: { $0.key < $1.key }) { add(name, ingress) }
    }

    private mutating func add(_ name: ObjectName, _ ingress: Ingress) {
        let annotations = ingress.metadata.annotations
        if let className = ingress.ingressClassName ?? annotations[AnnotationKey.ingressClass] {
            ingressesByClass[className, default: []].append(name)
        }
        if let config = annotations[AnnotationKey.albConfigName] {
            ingressesByAlbConfigAnnotation[config, default: []].append(name)
        }
        for service in ingress.serviceNames {
            ingressesByService[ObjectName(name.namespace, service), default: []].append(name)
        }
        for secret in Set(ingress.tls.map(\.secretName)) where !secret.isEmpty {
            ingressesBySecret[ObjectName(name.namespace, secret), default: []].append(name)
        }
        for key in Set(ingress.paths.map(HostAndPath.init)) {
            ingressesByHostAndPath[key, default: []].append(name)
        }
    }
}

/// What two Ingresses must share for their rules to meet.
package struct HostAndPath: Hashable, Sendable {
    package var host: String
    package var path: String

    package init(_ path: IngressPath) {
        host = path.host
        self.path = path.path
    }
}

extension Ingress {
    /// Names of the Services that rules and the default backend point to, each once, in order.
    package var serviceNames: [String] {
        var names: [String] = []
        for backend in paths.compactMap(\.backend) + [defaultBackend].compactMap(\.self) {
            guard !backend.serviceName.isEmpty, !names.contains(backend.serviceName) else { continue }
            names.append(backend.serviceName)
        }
        return names
    }
}
