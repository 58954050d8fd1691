import ALBController
import Admission
import Kubernetes

/// The Secret may come a second later, so a missing one is a warning, although it stops the whole ALB until then.
struct TLSSecretNotFound: Rule {
    static let description = RuleDescription(
        id: "ALB307",
        name: "tls-secret-not-found",
        summary: "Secrets that spec.tls names must exist in the Namespace of the Ingress.",
        severity: .warnStrictlyDeny,
        kinds: [.ingress],
        effect:
            "A missing Secret fails the build for every Ingress on the ALB, even if the AlbConfig lists certificates. "
            + "With HTTP-only listen-ports it is not read.",
        example: "tls: [{hosts: [a.example.com], secretName: missing}]",
        fix: "Create the Secret in the Namespace of the Ingress, or correct the name.",
        sources: [PublicSource.certificateModel, PublicSource.troubleshooting]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard review.profile != .legacy else {
            reportIgnored(review, &findings)
            return
        }
        guard review.model.readsSecrets, review.snapshot.knows(.secret) else { return }
        let namespace = review.object.metadata.namespace
        for use in TLSSecretUse.all(in: review.object) {
            guard let secret = review.snapshot.secrets[ObjectName(namespace, use.name)] else {
                reportMissing(use, review, &findings)
                continue
            }
            guard secret.metadata.isTerminating else { continue }
            findings.advise(
                use.field,
                "Secret \"\(use.name.clipped)\" is being deleted",
                value: use.name,
                effect: "without it the controller stops updating every Ingress on this ALB"
            )
        }
    }

    private static func reportMissing(_ use: TLSSecretUse, _ review: IngressReview, _ findings: inout FindingCollector)
    {
        let elsewhere = review.snapshot.indexes.secrets(named: use.name).prefix(4).map(\.namespace)
        let hint = elsewhere.isEmpty ? "" : " (there is one in Namespace \(NameList(elsewhere)))"
        findings.add(
            use.field,
            "Secret \"\(use.name.clipped)\" not found in Namespace \"\(review.object.metadata.namespace.clipped)\""
                + hint,
            value: use.name,
            effect: "until it exists the controller stops updating every Ingress on this ALB",
            fix: "create it in this Namespace, or correct the name",
            severity: review.operation == .update ? .warnStrictlyDeny : .warn
        )
    }

    private static func reportIgnored(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard let use = TLSSecretUse.all(in: review.object).first else { return }
        findings.advise(
            use.field,
            "secretName is ignored by this controller",
            value: use.name,
            effect: "it takes certificates from Certificate Management Service only",
            fix: "upload the certificate there"
        )
    }
}
