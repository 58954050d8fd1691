package import Kubernetes

/// The Ingresses whose rules share one ALB, in the order of their priority.
///
/// Source: `Load` and `sortGroupMembers` in `group_loader.go` of alibaba/alibaba-load-balancer-controller: by `order`,
/// then by `namespace/name`. Ingresses that are being deleted are left out.
package struct IngressGroup {
    package private(set) var members: [IngressFacts] = []
    package private(set) var problems: [GroupProblem] = []

    /// Which Ingresses to look at.
    package enum Scope: Sendable {
        case whole
        /// Only those that can meet the changed Ingress: they share a host or the order with it. Relative priorities are
        /// those of the whole group, and the cost does not grow with Ingresses of other hosts.
        case neighbours
    }

    /// The group of an AlbConfig, with one Ingress as it is about to be stored.
    package init(
        albConfigNamed name: String,
        resolver: ClassResolver,
        changed: Ingress? = nil,
        scope: Scope = .whole
    ) {
        var finder = GroupFinder(albConfigName: name, resolver: resolver)
        var ingresses = scope == .whole ? finder.all() : finder.neighbours(of: changed)
        if let changed {
            let changedName = ObjectName(changed.metadata)
            ingresses.removeAll { ObjectName($0.metadata) == changedName }
            if finder.isMember(changed) { ingresses.append(changed) }
        }
        members = ingresses.map { IngressFacts($0, profile: resolver.profile) }
        members.sort(by: IngressFacts.precedes)
        problems = finder.classProblems(with: changed)
        checkOrders(resolver.profile)
    }

    /// ACK allows equal orders since 2.18.
    private mutating func checkOrders(_ profile: ControllerProfile) {
        var first: [Int: ObjectName] = [:]
        for member in members {
            let field = FieldPath.annotation(GroupOrder.key(member.ingress.metadata.annotations))
            guard member.order.isValid else {
                problems.append(GroupProblem(.order(member.order), .groupFails, of: member.name, at: field))
                continue
            }
            guard case .explicit(let order) = member.order else { continue }
            if let other = first[order] {
                let consequence: Consequence = profile == .ack ? .silentlyWrong : .groupFails
                let kind = GroupProblem.Kind.orderConflict(order, with: other)
                problems.append(GroupProblem(kind, consequence, of: member.name, at: field))
            } else {
                first[order] = member.name
            }
        }
    }
}
