import ALBController
import Admission
import Kubernetes

/// Moving an Ingress to another ALB changes its address and takes its rules from the old one.
struct ClassSwitch: Rule {
    static let description = RuleDescription(
        id: "ALB207",
        name: "class-switch",
        summary: "An Ingress that is served should not move to another AlbConfig by accident.",
        severity: SeverityTable(ack: .warn, lbc: .warn, legacy: .warn),
        kinds: [.ingress],
        operations: [.update],
        effect: "The address in the status changes, and the old ALB loses the rules of the Ingress.",
        example: "spec: {ingressClassName: alb-int}   # was alb",
        fix: "Create a second Ingress with the new class, move DNS, then delete this one.",
        sources: [PublicSource.groupLoader]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard let before = review.oldBinding, let new = review.binding.albConfigName, before.isALB,
            let previous = before.albConfigName, previous != new
        else { return }
        let isAnnotated = review.annotations.contains(AnnotationKey.albConfigName)
        findings.add(
            isAnnotated ? FieldPath.annotation(AnnotationKey.albConfigName) : review.classField,
            "moves the Ingress from AlbConfig \"\(previous.clipped)\" to \"\(new.clipped)\"",
            value: "\(previous) \(new)",
            effect: "its address changes and the old ALB answers its hosts no more",
            fix: "to move without a gap, create a second Ingress with the new class, change DNS, then delete this one"
        )
    }
}
