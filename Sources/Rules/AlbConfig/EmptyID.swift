import ALBController
import Admission
import JSON
import Kubernetes

/// A template for an existing ALB whose id was left empty makes a new one.
struct EmptyID: Rule {
    static let description = RuleDescription(
        id: "ALB630",
        name: "empty-id",
        summary: "spec.config.id should hold the ID of an ALB, or not be there.",
        severity: SeverityTable(ack: .warn, lbc: .warn, legacy: .off),
        kinds: [.albConfig],
        operations: [.create, .update],
        effect: "An empty id is none: the controller creates a new ALB, which is billed.",
        example: "spec: {config: {id: \"\", forceOverride: false}}",
        fix: "id: alb-... to use an existing ALB, or no id for a new one.",
        sources: [PublicSource.loadBalancerModel, PublicSource.instanceGuide]
    )

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        // Blanks count as an ID, and are a placeholder.
        guard let id = review.object.config?["id"], id.isNull || id.string?.isEmpty == true else { return }
        // Once there is an ALB, ALB602 speaks of it.
        if let old = review.old, old.id.isEmpty || !old.statusID.isEmpty { return }
        findings.add(
            AlbConfig.configField.key("id"),
            "is empty",
            value: "",
            effect: "the controller creates a new ALB instead of using one that exists",
            fix: "write the ID of the ALB, or remove the field if a new one is meant"
        )
    }
}
