import ALBController
import Admission
import Certificates
import Kubernetes

/// A certificate for other hosts or of another time is accepted everywhere but in the browser.
enum TLSCertCoverage {
    static let description = RuleDescription(
        id: "ALB310",
        name: "tls-cert-coverage",
        summary: "A certificate must be valid now, and for the tls hosts that it is used for.",
        severity: SeverityTable(ack: .warn, lbc: .warn, legacy: .off),
        kinds: [.ingress, .secret],
        effect: "Nothing checks this on the way to the ALB; clients refuse the connection.",
        example: "a certificate for b.example.com in a Secret used for tls host a.example.com",
        fix: "Renew the certificate, or request one with all hosts among its DNS names.",
        sources: ["RFC 9525, section 6", PublicSource.certificateGuide]
    )

    /// How long before its end a certificate is worth a word.
    private static let notice = 14 * 86_400

    struct OfIngress: Rule {
        static let description = TLSCertCoverage.description

        static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
            let leaves = review.readSecrets.map { ($0.use, SecretInspection(stored: $0.secret).leaf) }
            let names = CertificateNames(joining: leaves.compactMap { $0.1?.names })
            for (use, leaf) in leaves {
                guard let leaf else { continue }
                let title = "the certificate in Secret \"\(use.name.clipped)\""
                checkDates(leaf, title, use.field, review.context.now, &findings)
                checkCommonName(leaf, title, use.field, &findings)
                checkHosts(use.hosts.prefix(256).filter { !names.covers($0) }, leaf, title, use.field, &findings)
            }
        }
    }

    struct OfSecret: Rule {
        static let description = TLSCertCoverage.description

        static func check(_ review: ObjectReview<Secret>, _ findings: inout FindingCollector) {
            let secret = review.object
            let users = SecretUsers(of: secret.metadata, review.context)
            guard !users.isEmpty || secret.type == "IngressTLS", let leaf = SecretInspection(secret).leaf else {
                return
            }
            let field = secret.field(of: "tls.crt")
            checkDates(leaf, "the certificate", field, review.context.now, &findings)
            checkCommonName(leaf, "the certificate", field, &findings)
            for (user, hosts) in Dictionary(grouping: users.hosts, by: \.user).sorted(by: { $0.key < $1.key }) {
                let title = "the certificate, used by Ingress \"\(user)\","
                checkHosts(hosts.map(\.host), leaf, title, field, &findings)
            }
        }
    }

    private static func checkHosts(
        _ hosts: [String],
        _ leaf: KeyPairInspection.Leaf,
        _ title: String,
        _ field: FieldPath,
        _ findings: inout FindingCollector
    ) {
        let uncovered = hosts.filter { !leaf.names.covers($0) }
        guard !uncovered.isEmpty else { return }
        findings.add(
            field,
            "\(title) is for \(leaf.names.names.isEmpty ? "no DNS name" : "\(NameList(leaf.names.names))"), "
                + "not for \(NameList(uncovered))",
            value: uncovered.sorted().joined(separator: " "),
            effect: "clients refuse the connection",
            fix: "request a certificate with these hosts among its DNS names"
        )
    }

    /// Browsers need none, but the managed controller reports "HttpsCertCommonNameEmpty".
    private static func checkCommonName(
        _ leaf: KeyPairInspection.Leaf,
        _ title: String,
        _ field: FieldPath,
        _ findings: inout FindingCollector
    ) {
        guard !leaf.hasCommonName else { return }
        findings.add(
            field,
            "\(title) has no common name in its subject",
            value: "no common name",
            effect: "the controller may refuse it (\"HttpsCertCommonNameEmpty\")",
            fix: "request a certificate with a common name, besides its DNS names",
            severity: SeverityTable(ack: .warn, lbc: .off, legacy: .off)
        )
    }

    private static func checkDates(
        _ leaf: KeyPairInspection.Leaf,
        _ title: String,
        _ field: FieldPath,
        _ now: Int?,
        _ findings: inout FindingCollector
    ) {
        guard let now else { return }
        let end = UTCDate(leaf.notAfter)
        if now >= leaf.notAfter {
            findings.add(
                field,
                "\(title) expired on \(end)",
                value: "expired \(leaf.notAfter)",
                effect: "clients refuse the connection",
                fix: "renew it"
            )
        } else if now < leaf.notBefore {
            findings.add(
                field,
                "\(title) is not valid before \(UTCDate(leaf.notBefore))",
                value: "early \(leaf.notBefore)",
                effect: "clients refuse the connection until then",
                fix: "use a certificate that is valid now"
            )
        } else if leaf.notAfter - now < notice {
            findings.add(
                field,
                "\(title) expires on \(end)",
                value: "expires \(leaf.notAfter)",
                effect: "clients refuse the connection from then on",
                fix: "renew it"
            )
        }
    }
}
