package import Kubernetes

/// Reverse look-ups over a snapshot, built once, so that no review searches through all objects.
package struct SnapshotIndexes: Sendable {
    /// AlbConfigs by the ALB they name in `spec.config.id` or own in `status.loadBalancer.id`.
    package private(set) var albConfigsByALB: [String: [ObjectName]] = [:]
    /// AlbConfigs by name alone; the oldest controller has them in namespaces.
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
    /// Ingresses by the host of a rule as written; the empty one is of rules for every host.
    package private(set) var ingressesByHost: [String: [ObjectName]] = [:]
    /// Ingresses with a host like `a.example.com` by the wildcard `*.example.com` above it.
    package private(set) var ingressesByParentDomain: [String: [ObjectName]] = [:]
    /// Ingresses by their explicit `order`.
    package private(set) var ingressesByOrder: [Int: [ObjectName]] = [:]
    /// Forwarding rules of the Ingresses of each class name that do not name their AlbConfig themselves.
    package private(set) var ruleLoadByClass: [String: Int] = [:]
    /// Forwarding rules of the Ingresses that do.
    package private(set) var ruleLoadByAlbConfigAnnotation: [String: Int] = [:]

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
        for host in Set(ingress.rules.map(\.host)) {
            ingressesByHost[host, default: []].append(name)
            guard let parent = Self.parentDomain(host), parent != host else { continue }
            ingressesByParentDomain[parent, default: []].append(name)
        }
        if case .explicit(let order) = GroupOrder(annotations) { ingressesByOrder[order, default: []].append(name) }
        addRuleLoad(ingress)
    }

    private mutating func addRuleLoad(_ ingress: Ingress) {
        guard !ingress.metadata.isTerminating else { return }
        let load = Self.ruleLoad(of: ingress)
        if let config = ingress.metadata.annotations[AnnotationKey.albConfigName] {
            ruleLoadByAlbConfigAnnotation[config, default: 0] += load
        } else if let className = ingress.className {
            ruleLoadByClass[className, default: 0] += load
        }
    }

    /// How many forwarding rules an Ingress makes: one for each path and listener.
    package static func ruleLoad(of ingress: Ingress) -> Int {
        guard CanarySettings(ingress.metadata.annotations).makesRules,
            let listeners = EffectiveListeners(ingress, profile: .lbc)
        else { return 0 }
        return ingress.rules.reduce(0) { sum, rule in
            let count =
                listeners.placement == .everywhere
                ? listeners.listeners.count : listeners.listeners(forHost: rule.host).count
            return sum + rule.paths.count * count
        }
    }

    private static func parentDomain(_ host: String) -> String? {
        host.utf8.firstIndex(of: UInt8(ascii: ".")).map { "*" + host[$0...] }
    }

    /// Ingresses with a rule that can answer a request for the host, or for a host under a wildcard.
    ///
    /// The cost grows with `limit` and not with the number of Ingresses.
    package func ingresses(meetingHost host: String, limit: Int = .max) -> [ObjectName] {
        var lists = [ingressesByHost[host] ?? []]
        if let parent = Self.parentDomain(host) {
            lists.append(host == parent ? ingressesByParentDomain[parent] ?? [] : ingressesByHost[parent] ?? [])
        }
        if !host.isEmpty { lists.append(ingressesByHost[""] ?? []) }
        return Array(lists.joined().prefix(limit))
    }
}

/// What two Ingresses must share for their rules to meet.
package struct HostAndPath: Hashable, Sendable {
    package var host: String
    package var path: String

    /// An absent path is stored as `/`.
    package init(_ path: IngressPath) {
        host = path.host
        self.path = IngressPathPatterns.stored(path.path)
    }
}

extension Ingress {
    /// Names of the Services that rules and the default backend point to, each once, in order.
    package var serviceNames: [String] {
        var names: [String] = []
        var seen: Set<String> = []
        for backend in paths.compactMap(\.backend) + [defaultBackend].compactMap(\.self) {
            guard !backend.serviceName.isEmpty, seen.insert(backend.serviceName).inserted else { continue }
            names.append(backend.serviceName)
        }
        return names
    }
}
