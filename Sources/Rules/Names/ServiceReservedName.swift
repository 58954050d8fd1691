import Admission
import Kubernetes

/// Only a warning: a Service may never meet an ALB, and ACK's own add-ons use the prefix in `kube-system`.
struct ServiceReservedName: Rule {
    static let description = RuleDescription(
        id: "ALB103",
        name: "service-reserved-name",
        summary: "The name of a Service that ALB Ingresses use must not start with \"aliyun\".",
        severity: .warn,
        kinds: [.service],
        operations: [.create],
        effect: "ALB cannot tag the server group of such a Service. Services in kube-system are left alone.",
        example: "metadata: {name: aliyun-web}",
        fix: "Choose a name that does not start with aliyun.",
        sources: [PublicSource.quickStart]
    )

    static func check(_ review: ObjectReview<Service>, _ findings: inout FindingCollector) {
        guard let name = ReservedName(review.object.metadata) else { return }
        let namespace = review.object.metadata.namespace
        guard (namespace.isEmpty ? review.context.namespace : namespace) != "kube-system" else { return }
        findings.add(
            name.field,
            name.problem,
            value: name.text,
            effect: "it cannot be a backend of an ALB Ingress",
            fix: ReservedName.fix
        )
    }
}
