import ALBController
import Admission
import Kubernetes

/// One server group has servers of one port.
struct ServerGroupIDPorts: Rule {
    static let description = RuleDescription(
        id: "ALB806",
        name: "server-group-id-ports",
        summary: "A Service with the annotation server-group-id must have one port.",
        severity: SeverityTable(ack: .warn, lbc: .deny, legacy: .off),
        kinds: [.service],
        effect:
            "The controller refuses the Service (\"not support services using multiple ports\") and never puts its Pods "
            + "into the server group.",
        example: #"alb.ingress.kubernetes.io/server-group-id: "sgp-..."   # and two entries in spec.ports"#,
        fix: "Make one Service for each port, each with its own server group.",
        sources: [PublicSource.consoleService]
    )

    static func check(_ review: ObjectReview<Service>, _ findings: inout FindingCollector) {
        guard let id = review.object.metadata.annotations[Service.serverGroupIDKey], !id.isEmpty else { return }
        let ports = Set(review.object.ports.map(\.port))
        guard ports.count > 1 else { return }
        findings.add(
            FieldPath.annotation(Service.serverGroupIDKey),
            "the Service has \(ports.count) ports, and a server group takes one",
            value: id,
            effect: "the controller refuses the Service, and none of its Pods gets into server group \"\(id.clipped)\"",
            fix: "make one Service for each port, each with a server group of its own"
        )
    }
}
