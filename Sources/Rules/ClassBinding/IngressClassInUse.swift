import ALBController
import Admission
import Kubernetes

/// Without its class an Ingress is no longer the controller's, and its rules go.
struct IngressClassInUse: Rule {
    static let description = RuleDescription(
        id: "ALB213",
        name: "ingressclass-in-use",
        summary: "An IngressClass should not be deleted while ALB Ingresses use it.",
        severity: SeverityTable(ack: .warn, lbc: .warn, legacy: .off),
        kinds: [.ingressClass],
        operations: [.delete],
        needs: [.ingress],
        effect: "The controller ignores Ingresses whose class does not exist, so their rules are removed.",
        example: "kubectl delete ingressclass alb",
        fix: "Delete the Ingresses first, or give them another class.",
        sources: [ClassBinding.storeSource]
    )

    static func check(_ review: ObjectReview<IngressClass>, _ findings: inout FindingCollector) {
        guard review.context.resolver.isALB(review.object) else { return }
        let users = ClassUsers(of: review.object.metadata.name, review.context).names
        guard !users.isEmpty else { return }
        findings.add(
            FieldPath("metadata", "name"),
            "IngressClass \"\(review.object.metadata.name.clipped)\" is used by \(NameList(users))",
            value: review.object.metadata.name,
            effect: "the controller would ignore them from then on and their rules would go",
            fix: "delete them first, or give them another class"
        )
    }
}
