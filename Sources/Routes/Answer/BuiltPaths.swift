package import ALBController
package import Kubernetes

/// The paths of Ingresses that became rules, or a share of another Ingress' rule.
package struct BuiltPaths {
    private struct Place: Hashable {
        var ingress: ObjectName
        var rule: Int
        var path: Int
    }

    private var places: Set<Place> = []
    /// Canaries that a rule of another Ingress forwards a share to.
    private var shares: Set<ObjectName> = []

    package init(_ models: [RoutingModel], of wanted: Set<ObjectName>) {
        for rule in models.lazy.flatMap(\.listeners).flatMap(\.rules) {
            if wanted.contains(rule.ingress) {
                places.insert(Place(ingress: rule.ingress, rule: rule.ruleIndex, path: rule.pathIndex))
            }
            for case .forward(let groups) in rule.finalActions {
                for case .service(let ingress, _, _) in groups.map(\.group)
                where ingress != rule.ingress && wanted.contains(ingress) {
                    shares.insert(ingress)
                }
            }
        }
    }

    package func contains(_ path: IngressPath, of facts: IngressFacts) -> Bool {
        places.contains(Place(ingress: facts.name, rule: path.ruleIndex, path: path.index))
            || !facts.makesRules && shares.contains(facts.name)
    }
}
