import Admission
import Kubernetes

/// Only a warning: nothing says that the Namespace will ever hold an ALB Ingress.
struct NamespaceReservedName: Rule {
    static let description = RuleDescription(
        id: "ALB104",
        name: "namespace-reserved-name",
        summary: "The name of a Namespace that holds ALB Ingresses must not start with \"aliyun\".",
        severity: .warn,
        kinds: [.namespace],
        operations: [.create],
        effect: "ALB Ingresses cannot be used in such a Namespace.",
        example: "metadata: {name: aliyun-shop}",
        fix: "Choose a name that does not start with aliyun.",
        sources: [PublicSource.quickStart]
    )

    static func check(_ review: ObjectReview<Namespace>, _ findings: inout FindingCollector) {
        guard let name = ReservedName(review.object.metadata) else { return }
        findings.add(
            name.field,
            name.problem,
            value: name.text,
            effect: "ALB Ingresses cannot be used in this Namespace",
            fix: ReservedName.fix
        )
    }
}
