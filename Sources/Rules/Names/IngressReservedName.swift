import Admission
import Kubernetes

/// The name of an Ingress becomes a tag value of its server groups.
struct IngressReservedName: Rule {
    static let description = RuleDescription(
        id: "ALB102",
        name: "ingress-reserved-name",
        summary: "The name of an ALB Ingress must not start with \"aliyun\".",
        severity: SeverityTable(ack: .deny, lbc: .warn, legacy: .deny),
        kinds: [.ingress],
        operations: [.create],
        effect: "Alibaba Cloud reserves the prefix; the server groups of the Ingress cannot be tagged.",
        example: "metadata: {name: aliyun-shop}",
        fix: "Choose a name that does not start with aliyun.",
        sources: [PublicSource.quickStart]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard let name = ReservedName(review.object.metadata) else { return }
        findings.add(
            name.field,
            name.problem,
            value: name.text,
            effect: "the name becomes a cloud tag value and the server group cannot be tagged",
            fix: ReservedName.fix
        )
    }
}
