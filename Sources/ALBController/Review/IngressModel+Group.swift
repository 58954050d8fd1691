package import Kubernetes

extension IngressModel {
    /// Another Ingress of the ALB with the same explicit order.
    package var orderHolder: ObjectName? {
        guard case .explicit(let order) = facts.order else { return nil }
        return neighbours?.holders(ofOrder: order).first
    }

    /// Whether the order is one that the controller reads; the oldest reads one of the two annotations.
    package var readsOrder: Bool { profile != .legacy || facts.annotations.contains(AnnotationKey.albConfigOrder) }

    /// The other Ingresses of the ALB with this host and path; nil where they are not known.
    package func sharers(of path: IngressPath) -> PathSharers? { neighbours?.sharers(of: HostAndPath(path)) }

    /// The listeners on which another Ingress has this path, or as a main Ingress counts as having it.
    package func listeners(of neighbour: ObjectName, forHost host: String) -> [ListenerKey] {
        facts(of: neighbour)?.listeners?.listeners(forHost: host) ?? []
    }
}
