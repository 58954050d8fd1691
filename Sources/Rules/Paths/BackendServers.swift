import ALBController
import Admission
import Kubernetes

/// A Service that exists and has the port may still have nothing that could become a server.
struct BackendServers: Rule {
    static let description = RuleDescription(
        id: "ALB415",
        name: "backend-servers",
        summary: "The controller must be able to find the servers of a backend Service.",
        severity: SeverityTable(ack: .warn, lbc: .deny, legacy: .warn),
        kinds: [.ingress],
        needs: [.service],
        effect: "The server group cannot be filled when it is made, so no Ingress on this ALB is updated any more.",
        example: "spec: {type: LoadBalancer, allocateLoadBalancerNodePorts: false}   # of the Service, with Flannel",
        fix: "Give the Service node ports, node labels as label=value, and a selector.",
        sources: [PublicSource.backends, PublicSource.nodes]
    )

    /// Whoever writes Endpoints by hand does so on purpose.
    private static let uncertain = SeverityTable(ack: .off, lbc: .warn, legacy: .warn, strict: .warn)

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        let plugin = review.context.networkPlugin
        // Who sets the plugin is certain; who has a DaemonSet of it may have moved on.
        let isSet = review.context.settings.network.plugin == .flannel
        for reference in review.model.backends {
            guard let service = review.model.service(reference.service) else { continue }
            let servers = ServedBy(service, plugin)
            let faults = service.faults(ofPort: number(reference), servedByNodes: servers != .pods)
            for fault in faults {
                let isCertain = fault.isCertain && servers == .nodes && isSet && !service.isLocal
                findings.add(
                    reference.nameField,
                    "Service \"\(reference.service.clipped)\" \(fault.problem)",
                    value: "\(reference.value) \(fault.value)",
                    effect: fault.effect,
                    fix: Fix(fault.fix),
                    severity: fault == .noSelector
                        ? uncertain : isCertain && review.model.makesServerGroup(of: reference) ? nil : .warn
                )
            }
        }
    }

    private static func number(_ reference: BackendReference) -> Int? {
        guard case .number(let number) = reference.port else { return nil }
        return number
    }
}
