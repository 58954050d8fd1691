package import Kubernetes

/// What the controller makes of one Ingress under review, beside the other Ingresses of its ALB.
///
/// The answerer of rules: every question is worked out by the parts that ``RoutingModel`` is made of, when it is first
/// asked, and kept. It belongs to one review and is not meant for several threads. The AlbConfig is taken to have, or to
/// get, every listener that the Ingress asks for; that it does not is a question of its own.
package final class IngressModel {
    package let facts: IngressFacts
    package let binding: IngressBinding
    package let resolver: ClassResolver

    /// The AlbConfig at the end of the chain; nil when it does not exist or is not known.
    package private(set) lazy var albConfig = binding.albConfigName.flatMap {
        resolver.albConfig(named: $0, for: ingress.metadata.namespace)
    }
    package private(set) lazy var declared = DeclaredListeners(albConfig, profile: profile)
    /// Nil where they are not known.
    package private(set) lazy var neighbours: AlbConfigIngresses? = makeNeighbours()

    /// What the controller stumbles over in this Ingress, or would if it came so far.
    package private(set) lazy var problems = findProblems()
    /// Rules that no request reaches, this Ingress' own and those of its neighbours that it takes the requests of.
    package private(set) lazy var reachability = findUnreachable()
    package private(set) lazy var listenerClashes = findListenerClashes()

    /// Where the rules are made by other code, without what newer versions know.
    private(set) lazy var knativeListeners = findKnativeListeners()
    private(set) lazy var scan = PathScan(facts)
    /// Which listeners take a rule of an ordinary Ingress, whatever its path.
    private(set) lazy var commonReach = findCommonReach()
    /// The Service ports that it sends requests to.
    package private(set) lazy var backends = BackendReference.all(facts)
    private(set) lazy var certificateClaimOfTLS = CertificateClaim(ingress, on: .https, profile: profile)
    private(set) lazy var builtBackends = findBuiltBackends()
    private var factsByName: [ObjectName: IngressFacts?] = [:]
    private var servicesByName: [String: Service?] = [:]

    /// Whether quick looks may save the work; without them the answers are the same.
    let takesShortcuts: Bool

    package init(
        _ ingress: Ingress,
        binding: IngressBinding,
        resolver: ClassResolver,
        takesShortcuts: Bool = true
    ) {
        facts = IngressFacts(ingress, profile: resolver.profile)
        self.binding = binding
        self.resolver = resolver
        self.takesShortcuts = takesShortcuts
    }

    package var ingress: Ingress { facts.ingress }
    package var name: ObjectName { facts.name }
    package var profile: ControllerProfile { facts.profile }
    package var snapshot: ClusterSnapshot { resolver.snapshot }

    private func makeNeighbours() -> AlbConfigIngresses? {
        guard snapshot.knows(.ingress), let albConfigName = binding.albConfigName else { return nil }
        return AlbConfigIngresses(onAlbConfig: albConfigName, resolver, except: name)
    }

    /// The Service of that name in the namespace of the Ingress, decoded once a review; one that is being deleted counts
    /// as gone.
    package func service(_ name: String) -> Service? {
        if let known = servicesByName[name] { return known }
        let service = snapshot.services[ObjectName(ingress.metadata.namespace, name)]
            .flatMap { $0.metadata.isTerminating ? nil : $0 }
        servicesByName[name] = .some(service)
        return service
    }

    /// A neighbour, decoded once a review.
    func facts(of name: ObjectName) -> IngressFacts? {
        if let known = factsByName[name] { return known }
        let facts = snapshot.ingresses[name].map { IngressFacts($0, profile: profile) }
        factsByName[name] = .some(facts)
        return facts
    }
}
