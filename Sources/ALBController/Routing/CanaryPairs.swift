/// Which weighted canaries share the traffic of which paths on one listener.
///
/// Pairs are made by the text of host and path alone: across namespaces, whatever the path type. Source:
/// `buildListenerRules` and `buildActionForwardSGP` in `model_build_listener_rules.go` of
/// alibaba/alibaba-load-balancer-controller.
struct CanaryPairs {
    /// Host and path of everything that is no canary.
    private(set) var mainKeys: Set<String> = []
    private var shares: [String: [WeightedServerGroup]] = [:]
    private var sums: [String: Int] = [:]

    /// Bound on the server groups listed for one path; their weights are added up beyond it.
    private static let limit = 100

    mutating func add(_ ingress: IngressTranslation) {
        guard ingress.canary.isCanary else {
            for path in ingress.paths { mainKeys.insert(path.key) }
            return
        }
        let weight = ingress.canary.weight
        guard weight != 0 else { return }
        for path in ingress.paths {
            guard let service = path.service else { continue }
            sums[path.key, default: 0] &+= weight
            guard shares[path.key, default: []].count < Self.limit else { continue }
            let group = ServerGroup.service(ingress: ingress.member.name, name: service, port: path.port)
            shares[path.key, default: []].append(WeightedServerGroup(group, weight: weight))
        }
    }

    /// What a main rule forwards to; the main group gets the rest of 100, which may be negative, or nothing.
    func forward(_ main: ServerGroup, key: String, isCanary: Bool) -> RuleAction {
        guard !isCanary, let canaries = shares[key], let sum = sums[key] else {
            return .forward([WeightedServerGroup(main, weight: 100)])
        }
        if sum == 100 { return .forward(canaries) }
        return .forward([WeightedServerGroup(main, weight: 100 &- sum)] + canaries)
    }
}

/// A canary that gets no traffic, or gets it another way than it says.
package struct DroppedCanary: Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
        /// The weight is 0 or no number.
        case weight(String)
        /// A weight beside a header or cookie: neither works.
        case weightBesideHeaderOrCookie
        /// No main Ingress has this host and path on this listener.
        case noMainRule(host: String, path: String)
    }

    package var ingress: ObjectName
    package var listener: ListenerKey
    package var reason: Reason
}
