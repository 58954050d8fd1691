import Kubernetes

/// Which weighted canaries share the traffic of which paths on one listener.
///
/// Pairs are made by host and path alone: across namespaces, whatever the path type. Source: `buildListenerRules` and
/// `buildActionForwardSGP` in `model_build_listener_rules.go` of alibaba/alibaba-load-balancer-controller.
struct CanaryPairs {
    /// Everything that is no canary, and whether it forwards to server groups.
    private var mains: [HostAndPath: Bool] = [:]
    private var shares: [HostAndPath: [WeightedServerGroup]] = [:]
    private var sums: [HostAndPath: Int] = [:]

    /// Bound on the server groups listed for one path; their weights are added up beyond it.
    private static let limit = 100

    mutating func add(_ facts: IngressFacts, redirecting: Bool) {
        guard facts.isCanary else {
            for path in facts.ingress.paths {
                let forwards = !redirecting && !facts.usesAnnotation(path)
                mains[HostAndPath(path), default: false] = mains[HostAndPath(path)] == true || forwards
            }
            return
        }
        let weight = facts.canary.weight
        guard weight != 0 else { return }
        for path in facts.ingress.paths {
            guard let service = path.service else { continue }
            let key = HostAndPath(path)
            sums[key, default: 0] &+= weight
            guard shares[key, default: []].count < Self.limit else { continue }
            let group = ServerGroup.service(ingress: facts.name, name: service, port: path.servicePort)
            shares[key, default: []].append(WeightedServerGroup(group, weight: weight))
        }
    }

    func hasMain(_ path: IngressPath) -> Bool { mains[HostAndPath(path)] != nil }

    /// Whether a main rule makes a server group for the path of a weighted canary.
    func isShared(_ path: IngressPath) -> Bool { mains[HostAndPath(path)] == true }

    /// Whether weighted canaries share the whole traffic of the path, so that a main rule makes no server group of its own.
    func takeAll(_ path: IngressPath) -> Bool { !sums.isEmpty && sums[HostAndPath(path)] == 100 }

    /// What a main rule forwards to; the main group gets the rest of 100, which may be negative, or nothing.
    func forward(_ main: ServerGroup, _ path: IngressPath, isCanary: Bool) -> RuleAction {
        guard !isCanary, !shares.isEmpty, let canaries = shares[HostAndPath(path)], let sum = sums[HostAndPath(path)]
        else { return .forward([WeightedServerGroup(main, weight: 100)]) }
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
