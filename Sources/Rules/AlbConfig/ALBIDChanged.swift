import ALBController
import Admission
import Kubernetes

/// The controller finds an ALB that it already manages by its tags, not by this field.
struct ALBIDChanged: Rule {
    static let description = RuleDescription(
        id: "ALB602",
        name: "alb-id-changed",
        summary: "spec.config.id must not change once the AlbConfig has an ALB.",
        severity: .warnStrictlyDeny,
        kinds: [.albConfig],
        operations: [.update],
        effect: "The controller finds the ALB by its tags and ignores the new ID, or goes over to reuse mode.",
        example: "spec: {config: {id: alb-another}}   # status.loadBalancer.id is alb-0123456789abcdef01",
        fix: "Keep the ID and create a new AlbConfig for the other ALB.",
        sources: [PublicSource.loadBalancerApplier]
    )

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        guard let old = review.old, !old.statusID.isEmpty, old.id != review.object.id else { return }
        let (before, after) = (old.id, review.object.id)
        let problem: String
        let effect: String
        if after.isEmpty {
            problem = "\"\(before.clipped)\" is removed"
            effect = "the ALB no longer counts as reused, and deleting this AlbConfig would delete it"
        } else if after == old.statusID {
            problem = "is set to \"\(after.clipped)\", the ALB that the controller created itself"
            effect = "the controller goes over to reuse mode and stops managing the attributes of the ALB"
        } else {
            let place =
                before.isEmpty
                ? "the controller has created \"\(old.statusID.clipped)\"" : "it was \"\(before.clipped)\""
            problem = "is changed to \"\(after.clipped)\", but \(place)"
            effect = "the controller finds the ALB by its tags and ignores the new ID"
        }
        findings.add(
            AlbConfig.configField.key("id"),
            problem,
            value: "\(before) \(after)",
            effect: effect,
            fix: "keep the old value and create a new AlbConfig for another ALB"
        )
    }
}
