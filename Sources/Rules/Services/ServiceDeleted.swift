import ALBController
import Admission
import Kubernetes

/// The rules stay, with nobody behind them.
struct ServiceDeleted: Rule {
    static let description = RuleDescription(
        id: "ALB803",
        name: "service-deleted",
        summary: "A Service should not be deleted while an ALB Ingress points to it.",
        severity: .warn,
        kinds: [.service],
        operations: [.delete],
        needs: [.ingress],
        effect:
            "Its rules keep an empty server group and answer 503; the managed controller refuses the deletion itself "
            + "from v2.20 on.",
        example: "kubectl delete service web   # Ingress default/shop points to it",
        fix: "Delete the Ingress first, or point it to another Service.",
        sources: [PublicSource.changeLog]
    )

    static func check(_ review: ObjectReview<Service>, _ findings: inout FindingCollector) {
        guard !review.object.metadata.isTerminating else { return }
        let users = ServiceUsers(review)
        guard !users.isEmpty else { return }
        let name = review.object.metadata.name
        findings.add(
            FieldPath("metadata", "name"),
            "Service \"\(name.clipped)\" is deleted, but it is a backend of \(users.list)",
            value: name,
            effect: "requests to its rules get 503",
            fix: "delete the Ingress first, or point it to another Service"
        )
    }
}
