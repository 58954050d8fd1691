import ALBController
import Admission
import Kubernetes

/// For clusters where creating an ALB should not go unnoticed; off unless it is asked for.
struct NewALBBilling: Rule {
    static let description = RuleDescription(
        id: "ALB613",
        name: "new-alb-billing",
        summary: "An AlbConfig without an ID creates a new ALB, which costs money.",
        severity: .off,
        kinds: [.albConfig],
        operations: [.create],
        effect: "The controller creates a pay-as-you-go ALB for every AlbConfig without spec.config.id.",
        example: "spec: {config: {addressType: Internet, zoneMappings: [...]}}",
        fix: "Set spec.config.id to an existing ALB, or use an existing AlbConfig through its IngressClass.",
        sources: [PublicSource.instanceGuide]
    )

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        guard review.object.config != nil, !review.object.reusesALB else { return }
        findings.add(
            AlbConfig.configField.key("id"),
            "is not set",
            value: "",
            effect: "the controller creates a new pay-as-you-go ALB",
            fix: "set it to an existing ALB, or point the IngressClass to an existing AlbConfig"
        )
    }
}
