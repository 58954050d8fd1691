import Kubernetes

/// What an Ingress adds to the indexes; one that is being deleted adds nothing, because the controller leaves it out.
struct IngressContributions {
    private(set) var list = Contributions()

    private let name: ObjectName
    private let ingress: Ingress
    private let binding: BindingKey
    /// As the generations of the controller read it, one for each that places it on other listeners.
    private let readings: [(variant: ProfileVariant, facts: IngressFacts)]

    init(_ name: ObjectName, _ ingress: Ingress) {
        self.name = name
        self.ingress = ingress
        binding = BindingKey(ingress)
        let modern = IngressFacts(ingress, profile: .lbc)
        let legacy = IngressFacts(ingress, profile: .legacy)
        readings = modern.listeners == legacy.listeners ? [(.every, modern)] : [(.modern, modern), (.legacy, legacy)]
        guard !ingress.metadata.isTerminating else { return }
        addUsers()
        addListeners()
        addHosts()
        addPaths()
        addOrder()
        list.seal()
    }

    private func key(_ index: SnapshotIndex) -> IndexKey {
        var key = IndexKey(index)
        key.add(binding)
        return key
    }

    private mutating func addUsers() {
        list.add(key(.binding).finished(name))
        if binding.source != .none {
            var key = IndexKey(.classUser)
            key.add(binding.className)
            key.add(binding.albConfig == nil ? 1 : 2 as UInt8)
            list.add(key.finished(name))
        }
        for backend in Array(ingress.paths.compactMap(\.backend)) + [ingress.defaultBackend].compactMap(\.self)
        where !backend.serviceName.isEmpty {
            let service = ObjectName(name.namespace, backend.serviceName)
            var key = IndexKey(.serviceUser)
            key.add(service)
            key.add(binding)
            list.add(key.finished(name))
            key = IndexKey(.servicePortUser)
            key.add(service)
            key.add(backend.port)
            key.add(binding)
            list.add(key.finished(name))
        }
        for secret in Set(ingress.tls.map(\.secretName)) where !secret.isEmpty {
            var key = IndexKey(.secretUser)
            key.add(ObjectName(name.namespace, secret))
            key.add(binding)
            list.add(key.finished(name))
        }
        for entry in ingress.tls where !entry.secretName.isEmpty {
            for host in entry.hosts where !host.isEmpty {
                var key = IndexKey(.secretHost)
                key.add(ObjectName(name.namespace, entry.secretName))
                key.add(host)
                key.add(binding)
                list.add(key.finished(name))
            }
        }
    }

    private mutating func addListeners() {
        for (variant, facts) in readings {
            guard let listeners = facts.listeners else { continue }
            for listener in listeners.listeners {
                var key = key(.listener)
                key.add(variant.rawValue)
                key.add(listener)
                list.add(key.finished(name))
            }
            if facts.hasKnativeForm { addKnative(listeners, variant) }
            if variant != .legacy { addCertificates(listeners, .lbc, .modern) }
            if variant != .modern { addCertificates(listeners, .legacy, .legacy) }
            guard facts.ruleLoad > 0 else { continue }
            var key = key(.ruleLoad)
            key.add(variant.rawValue)
            list.add(key.finished(name), weight: facts.ruleLoad)
        }
    }

    private mutating func addKnative(_ listeners: EffectiveListeners, _ variant: ProfileVariant) {
        for listener in listeners.listeners {
            var key = key(.knativeObject)
            key.add(variant.rawValue)
            key.add(listener)
            list.add(key.finished(name))
        }
    }

    private mutating func addCertificates(
        _ listeners: EffectiveListeners,
        _ profile: ControllerProfile,
        _ variant: ProfileVariant
    ) {
        let secure = listeners.listeners.filter { $0.listenerProtocol != .http }
        var supplies: [ListenerProtocol: CertificateSupply] = [:]
        for listener in secure {
            let supply =
                supplies[listener.listenerProtocol]
                ?? CertificateSupply(ingress, listener.listenerProtocol, profile)
            supplies[listener.listenerProtocol] = supply
            guard !supply.isEmpty else { continue }
            var key = key(.certificate)
            key.add(variant.rawValue)
            key.add(listener)
            key.add(supply.rawValue)
            list.add(key.finished(name))
        }
        guard variant == .modern, !secure.isEmpty else { return }
        for secret in Set(ingress.tls.map(\.secretName)) where !secret.isEmpty {
            var key = key(.listenerSecret)
            key.add(ObjectName(name.namespace, secret))
            list.add(key.finished(name))
        }
    }

    private mutating func addOrder() {
        guard case .explicit(let order) = GroupOrder(ingress.metadata.annotations) else { return }
        var key = key(.order)
        key.add(ingress.metadata.annotations.contains(AnnotationKey.albConfigOrder) ? 1 : 2 as UInt8)
        key.add(UInt16(truncatingIfNeeded: order))
        list.add(key.finished(name))
    }

    private mutating func addHosts() {
        for host in Set(ingress.rules.map(\.host) + (readings.first?.facts.conditionHosts ?? [])) {
            var key = key(.host)
            key.add(backwards: host.utf8, isWhole: true)
            list.add(key.finished(name))
        }
    }

    private mutating func addPaths() {
        guard let isCanary = readings.first?.facts.isCanary else { return }
        let weight = isCanary ? min(max(0, readings.first?.facts.canary.weight ?? 0), Self.weightLimit) : 0
        for rule in ingress.rules where !rule.paths.isEmpty {
            let landings = readings.map { ($0.variant, $0.facts.listeners?.listeners(forHost: rule.host) ?? []) }
            for path in rule.paths {
                for (variant, listeners) in landings {
                    var key = key(.path)
                    key.add(HostAndPath(path))
                    key.add(isCanary ? 2 : 1 as UInt8)
                    key.add(variant.rawValue)
                    key.add(landing: listeners)
                    list.add(key.finished(name), weight: path.service == nil ? 0 : weight)
                }
            }
        }
    }

    /// A canary's weight counts up to this, far beyond the 100 that it may be, so that no sum overflows.
    private static let weightLimit = 1_000_000
}
