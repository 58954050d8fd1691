import ALBController
import Admission
import JSON
import Kubernetes

/// An ALB that exists already has its zones; the list beside its ID only looks as if it did something.
struct ReuseIgnoresZoneMappings: Rule {
    static let description = RuleDescription(
        id: "ALB619",
        name: "reuse-ignores-zone-mappings",
        summary: "zoneMappings have no effect beside spec.config.id.",
        severity: .warn,
        kinds: [.albConfig],
        effect:
            "The controller does not read zoneMappings of an ALB that it reuses. The oldest one overwrites the ALB's "
            + "attributes unless forceOverride is false.",
        example: "spec: {config: {id: alb-0123456789abcdef01, zoneMappings: [{vSwitchId: vsw-a1}]}}",
        fix: "Remove zoneMappings; for the oldest controller say in forceOverride what is meant.",
        sources: [PublicSource.loadBalancerModel, PublicSource.dictionary]
    )

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        let config = review.object
        guard config.reusesALB else { return }
        if config.vSwitchIDs.contains(where: { !$0.isEmpty }) {
            findings.add(
                AlbConfig.configField.key("zoneMappings"),
                "is not read while id is set",
                value: config.id,
                effect: "the ALB \"\(config.id.clipped)\" keeps its own zones",
                fix: Fix("remove zoneMappings", .remove(AlbConfig.configField.key("zoneMappings")))
            )
        }
        guard review.profile == .legacy, config.config?["forceOverride"]?.isNull ?? true else { return }
        findings.add(
            AlbConfig.configField.key("forceOverride"),
            "is not set",
            value: config.id,
            effect: "this controller takes that for true and overwrites the attributes of the ALB",
            fix: "write false to leave them alone, true to have them overwritten"
        )
    }
}
