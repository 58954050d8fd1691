import ALBController
import Admission
import Kubernetes

/// The Service's side of what keeps a backend without servers.
struct ServiceServers: Rule {
    static let description = RuleDescription(
        id: "ALB805",
        name: "service-servers",
        summary: "A Service behind an ALB must have node ports and right node labels where nodes are its servers.",
        severity: .warn,
        kinds: [.service],
        needs: [.ingress],
        effect: "The controller no longer updates the servers of the Service, and a new server group cannot be made.",
        example: #"service.beta.kubernetes.io/alibaba-cloud-loadbalancer-backend-label: "team-a""#,
        fix: "Give the Service node ports, and write node labels as label=value, separated by commas.",
        sources: [PublicSource.backends, PublicSource.nodes]
    )

    static func check(_ review: ObjectReview<Service>, _ findings: inout FindingCollector) {
        let service = review.object
        let servers = ServedBy(service, review.context.networkPlugin)
        guard servers != .pods else { return }
        let faults = service.faults(ofPort: nil, servedByNodes: true).filter { $0 != .noSelector }
        guard !faults.isEmpty else { return }
        let users = ServiceUsers(review)
        guard !users.isEmpty else { return }
        for fault in faults {
            findings.add(
                field(fault, service),
                "the Service \(fault.problem), but is a backend of \(users.list)",
                value: fault.value,
                effect: fault.effect + (servers == .either ? ", unless the cluster uses Terway" : ""),
                fix: Fix(fault.fix)
            )
        }
    }

    private static func field(_ fault: BackendFault, _ service: Service) -> FieldPath {
        guard case .nodeLabel = fault, let key = service.nodeLabel?.key else { return FieldPath("spec", "ports") }
        return FieldPath.annotation(key)
    }
}
