import ALBController
import Kubernetes

/// The Ingresses that say something about a host, so that nothing is built of the others.
struct HostCandidates {
    /// Of Ingresses with a rule for the host, by their names.
    private(set) var facts: [IngressFacts] = []
    /// Names of the AlbConfigs that have such an Ingress, or one whose conditions may widen its rules.
    private(set) var albConfigs: Set<String> = []
    /// Some hosts of other Ingresses.
    private(set) var otherHosts: Set<String> = []
    private let host: String

    private static let otherHostLimit = 10_000

    /// Costs a look at every Ingress.
    init(_ resolver: ClassResolver, host: String) {
        self.host = host
        for (_, ingress) in resolver.snapshot.ingresses {
            let facts = IngressFacts(ingress, profile: resolver.profile)
            let hasHost = ingress.rules.contains { fits(host: $0.host) }
            if hasHost {
                self.facts.append(facts)
            } else if otherHosts.count < Self.otherHostLimit {
                otherHosts.formUnion(ingress.rules.map(\.host))
            }
            guard hasHost || facts.hasConditions else { continue }
            let binding = resolver.binding(of: ingress)
            if binding.isALB, let name = binding.albConfigName { albConfigs.insert(name) }
        }
    }

    func fits(host pattern: String) -> Bool {
        pattern.isEmpty || pattern == host || WildcardPattern(pattern.lowercased()).matches(host)
    }
}
