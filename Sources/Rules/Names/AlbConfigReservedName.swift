import ALBController
import Admission
import Kubernetes

/// The name of an AlbConfig becomes a cloud tag value, and tag values may not begin with `aliyun`.
struct AlbConfigReservedName: Rule {
    static let description = RuleDescription(
        id: "ALB101",
        name: "albconfig-reserved-name",
        summary: "The name of an AlbConfig must not start with \"aliyun\".",
        severity: SeverityTable(ack: .deny, lbc: .warn, legacy: .deny),
        kinds: [.albConfig],
        operations: [.create],
        effect: "Alibaba Cloud reserves the prefix; the name becomes a tag value and the ALB cannot be created.",
        example: "metadata: {name: aliyun-shop}",
        fix: "Choose a name that does not start with aliyun.",
        sources: [PublicSource.quickStart]
    )

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        guard let name = ReservedName(review.object.metadata) else { return }
        findings.add(
            name.field,
            name.problem,
            value: name.text,
            effect: "the name becomes a cloud tag value and the ALB cannot be created",
            fix: ReservedName.fix
        )
    }
}
