import Kubernetes

/// What an Ingress adds to the indexes; one that is being deleted adds nothing, because the controller leaves it out.
struct IngressContributions {
    private(set) var list = Contributions()

    private let name: ObjectName
    private let ingress: Ingress
    private let binding: BindingKey
    /// What keys are made of.
    private let bindingPart: [UInt8]
    private let namePart: [UInt8]
    /// As the generations of the controller read it, one for each that places it on other listeners.
    private let readings: [(variant: ProfileVariant, facts: IngressFacts)]

    init(_ name: ObjectName, _ ingress: Ingress) {
        self.name = name
        self.ingress = ingress
        binding = BindingKey(ingress)
        var part = IndexKey(raw: [])
        part.add(binding)
        bindingPart = part.bytes
        namePart = IndexKey(raw: []).finished(name)
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
        key.add(raw: bindingPart)
        return key
    }

    private mutating func add(_ key: consuming IndexKey, weight: Int = 0) {
        key.add(raw: namePart)
        list.add(key.bytes, weight: weight)
    }

    private mutating func addUsers() {
        add(key(.binding))
        if binding.source != .none {
            var key = IndexKey(.classUser)
            key.add(binding.className)
            key.add(binding.albConfig == nil ? 1 : 2 as UInt8)
            add(key)
        }
        var known: Set<BackendReference.Key> = []
        for path in ingress.paths { addUser(path.backend, &known) }
        addUser(ingress.defaultBackend, &known)
        for secret in Set(ingress.tls.map(\.secretName)) where !secret.isEmpty {
            var key = IndexKey(.secretUser)
            key.add(ObjectName(name.namespace, secret))
            key.add(raw: bindingPart)
            add(key)
        }
        for entry in ingress.tls where !entry.secretName.isEmpty {
            for host in entry.hosts where !host.isEmpty {
                var key = IndexKey(.secretHost)
                key.add(ObjectName(name.namespace, entry.secretName))
                key.add(host)
                key.add(raw: bindingPart)
                add(key)
            }
        }
    }

    /// Of a Service port that is not among the known ones.
    private mutating func addUser(_ backend: IngressBackend?, _ known: inout Set<BackendReference.Key>) {
        guard let backend else { return }
        let reference = BackendReference.Key(service: backend.serviceName, port: backend.port)
        guard !reference.service.isEmpty, known.insert(reference).inserted else { return }
        let service = ObjectName(name.namespace, reference.service)
        var key = IndexKey(.serviceUser)
        key.add(service)
        key.add(raw: bindingPart)
        add(key)
        key = IndexKey(.servicePortUser)
        key.add(service)
        key.add(reference.port)
        key.add(raw: bindingPart)
        add(key)
    }

    private mutating func addListeners() {
        for (variant, facts) in readings {
            guard let listeners = facts.listeners else { continue }
            for listener in listeners.listeners {
                var key = key(.listener)
                key.add(variant.rawValue)
                key.add(listener)
                add(key)
            }
            if facts.hasKnativeForm { addKnative(listeners, variant) }
            if variant != .legacy { addCertificates(listeners, .lbc, .modern) }
            if variant != .modern { addCertificates(listeners, .legacy, .legacy) }
            guard facts.ruleLoad > 0 else { continue }
            var key = key(.ruleLoad)
            key.add(variant.rawValue)
            add(key, weight: facts.ruleLoad)
        }
    }

    private mutating func addKnative(_ listeners: EffectiveListeners, _ variant: ProfileVariant) {
        for listener in listeners.listeners {
            var key = key(.knativeObject)
            key.add(variant.rawValue)
            key.add(listener)
            add(key)
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
            add(key)
        }
        guard variant == .modern, !secure.isEmpty else { return }
        for secret in Set(ingress.tls.map(\.secretName)) where !secret.isEmpty {
            var key = key(.listenerSecret)
            key.add(ObjectName(name.namespace, secret))
            add(key)
        }
    }

    private mutating func addOrder() {
        guard case .explicit(let order) = GroupOrder(ingress.metadata.annotations) else { return }
        var key = key(.order)
        key.add(ingress.metadata.annotations.contains(AnnotationKey.albConfigOrder) ? 1 : 2 as UInt8)
        key.add(UInt16(truncatingIfNeeded: order))
        add(key)
    }

    private mutating func addHosts() {
        for host in Set(ingress.rules.map(\.host) + (readings.first?.facts.conditionHosts ?? [])) {
            var key = key(.host)
            key.add(backwards: host.utf8, isWhole: true)
            add(key)
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
                    add(key, weight: path.service == nil ? 0 : weight)
                }
            }
        }
    }

    /// A canary's weight counts up to this, far beyond the 100 that it may be, so that no sum overflows.
    private static let weightLimit = 1_000_000
}
