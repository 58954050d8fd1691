import ALBController
import Admission
import Kubernetes

/// Without the Secret the next change to any Ingress on the ALB fails.
struct TLSSecretDelete: Rule {
    static let description = RuleDescription(
        id: "ALB311",
        name: "tls-secret-delete",
        summary: "A Secret should not be deleted while an ALB Ingress names it in spec.tls.",
        severity: SeverityTable(ack: .warn, lbc: .warn, legacy: .off),
        kinds: [.secret],
        operations: [.delete],
        needs: [.ingress],
        effect:
            "A missing Secret fails the build for every Ingress on the ALB. The managed controller refuses the deletion "
            + "itself since v2.20.",
        example: "kubectl delete secret shop-tls",
        fix: "Remove the Secret from spec.tls first.",
        sources: [
            PublicSource.certificateModel,
            PublicSource.changeLog,
        ]
    )

    static func check(_ review: ObjectReview<Secret>, _ findings: inout FindingCollector) {
        let users = SecretUsers(of: review.object.metadata, review.context)
        let namespace = review.snapshot.namespaces[users.secret.namespace]
        guard !users.isEmpty, namespace?.metadata.isTerminating != true else { return }
        findings.add(
            FieldPath("metadata", "name"),
            "Secret \"\(users.secret.name.clipped)\" is the certificate of \(users.list)",
            value: users.secret.name,
            effect: "without it the controller stops updating every Ingress on this ALB",
            fix: "remove it from spec.tls of the Ingresses first"
        )
    }
}
