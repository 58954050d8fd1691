import ALBController
import Admission
import Kubernetes

/// The controller passes on whatever is there, and the ALB refuses it far from the one who made the mistake.
enum TLSSecretContent {
    static let description = RuleDescription(
        id: "ALB309",
        name: "tls-secret-content",
        summary: "tls.crt must be a PEM certificate chain and tls.key its unencrypted private key.",
        severity: SeverityTable(ack: .warn, lbc: .warn, legacy: .off, strict: .deny),
        kinds: [.ingress, .secret],
        effect: "The upload of the certificate fails, and the Ingresses that use it stop updating.",
        example: "tls.crt and tls.key of two different certificates",
        fix: "Create the Secret with: kubectl create secret tls NAME --cert=FILE --key=FILE",
        sources: [PublicSource.troubleshooting, PublicSource.certificateGuide]
    )

    struct OfIngress: Rule {
        static let description = TLSSecretContent.description

        static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
            for (use, secret) in review.readSecrets {
                for fault in SecretInspection(stored: secret).faults {
                    findings.advise(
                        use.field,
                        "\(fault.key) of Secret \"\(use.name.clipped)\" \(fault.problem)",
                        value: "\(use.name) \(fault.key)",
                        effect: "ALB refuses the certificate",
                        fix: Fix(fault.fix)
                    )
                }
            }
        }
    }

    struct OfSecret: Rule {
        static let description = TLSSecretContent.description

        static func check(_ review: ObjectReview<Secret>, _ findings: inout FindingCollector) {
            let secret = review.object
            let users = SecretUsers(of: secret.metadata, review.context)
            guard !users.isEmpty || secret.type == "IngressTLS" else { return }
            let inspection = SecretInspection(secret)
            guard !secret.isBeingIssued else {
                adviseOnIssuing(secret, users, &findings)
                return
            }
            for fault in inspection.faults {
                findings.add(
                    secret.field(of: fault.key),
                    fault.problem,
                    value: fault.problem,
                    effect: users.isEmpty
                        ? "ALB refuses such a certificate" : "ALB refuses the certificate that \(users.list) uses",
                    fix: Fix(fault.fix, fault.isSwapped ? inspection.exchange : nil)
                )
            }
        }

        private static func adviseOnIssuing(
            _ secret: Secret,
            _ users: SecretUsers,
            _ findings: inout FindingCollector
        ) {
            findings.advise(
                secret.field(of: "tls.crt"),
                "is empty; cert-manager writes it when the certificate is issued",
                value: "is missing or empty",
                effect: users.isEmpty ? "" : "until then ALB refuses the certificate that \(users.list) uses"
            )
        }
    }
}

extension Secret {
    /// cert-manager stores the key first, beside an empty certificate; to refuse that stops the issuing.
    ///
    /// Source: https://github.com/cert-manager/cert-manager/issues/2913.
    fileprivate var isBeingIssued: Bool {
        guard (value("tls.crt") ?? []).isEmpty else { return false }
        return metadata.annotations.hasAny(withPrefix: "cert-manager.io/")
            || metadata.annotations.hasAny(withPrefix: "certmanager.k8s.io/")
            || metadata.labels.hasAny(withPrefix: "controller.cert-manager.io/")
    }
}
