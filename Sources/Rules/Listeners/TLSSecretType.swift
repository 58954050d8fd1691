import ALBController
import Admission
import Kubernetes

/// The open controller does not look at the type; the managed one documents two.
enum TLSSecretType {
    static let description = RuleDescription(
        id: "ALB308",
        name: "tls-secret-type",
        summary: "A Secret with a certificate for ALB must have the type kubernetes.io/tls or IngressTLS.",
        severity: SeverityTable(ack: .warn, lbc: .warn, legacy: .off, strict: .deny),
        kinds: [.ingress, .secret],
        effect: "The certificate of a Secret of another type is not used by the managed controller.",
        example: "type: Opaque   # with tls.crt and tls.key",
        fix: "Create the Secret with: kubectl create secret tls NAME --cert=FILE --key=FILE",
        sources: [PublicSource.troubleshooting, PublicSource.certificateModel]
    )

    struct OfIngress: Rule {
        static let description = TLSSecretType.description

        static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
            for (use, secret) in review.readSecrets where !isFine(secret) {
                findings.advise(
                    use.field,
                    "Secret \"\(use.name.clipped)\" has the type \"\(type(secret).clipped)\"",
                    value: "\(use.name) \(secret.type)",
                    effect: "ALB needs kubernetes.io/tls (or IngressTLS) with tls.crt and tls.key",
                    fix: "create the Secret anew with the type kubernetes.io/tls, as kubectl create secret tls does"
                )
            }
        }
    }

    struct OfSecret: Rule {
        static let description = TLSSecretType.description

        static func check(_ review: ObjectReview<Secret>, _ findings: inout FindingCollector) {
            let secret = review.object
            guard !isFine(secret) else { return }
            let users = SecretUsers(of: secret.metadata, review.context)
            guard !users.isEmpty else { return }
            // No type is Opaque, and an unset value must not deny; the open controller reads any type.
            let isWarning = secret.type.isEmpty || review.profile == .lbc
            findings.add(
                FieldPath("type"),
                "is \"\(type(secret).clipped)\", and \(users.list) uses this Secret as a certificate",
                value: secret.type,
                effect: "ALB needs kubernetes.io/tls (or IngressTLS) with tls.crt and tls.key",
                fix: fix(review),
                severity: isWarning ? SeverityTable(ack: .warn, lbc: .warn, legacy: .off) : nil
            )
        }
    }

    /// The API server takes the type kubernetes.io/tls only together with both keys, and never another type for a Secret
    /// that is there.
    private static func fix(_ review: ObjectReview<Secret>) -> Fix {
        guard review.operation == .create else {
            return "the type cannot be changed; delete the Secret and create it as kubernetes.io/tls"
        }
        guard review.object.hasTLSPair else {
            return "put the pair under tls.crt and tls.key, and use type kubernetes.io/tls"
        }
        return Fix("write \"kubernetes.io/tls\"", .add(FieldPath("type"), json: "\"kubernetes.io/tls\""))
    }

    private static func isFine(_ secret: Secret) -> Bool {
        secret.type == "kubernetes.io/tls" || secret.type == "IngressTLS"
    }

    private static func type(_ secret: Secret) -> String { secret.type.isEmpty ? "Opaque" : secret.type }
}
