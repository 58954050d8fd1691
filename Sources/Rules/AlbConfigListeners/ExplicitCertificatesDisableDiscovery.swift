import ALBController
import Admission
import Kubernetes

/// With certificates of its own a listener no longer looks for those of its Ingresses' hosts.
struct ExplicitCertificatesDisableDiscovery: Rule {
    static let description = RuleDescription(
        id: "ALB712",
        name: "explicit-certificates-disable-discovery",
        summary: "Certificates of a listener turn off discovery by host for the Ingresses on it.",
        severity: SeverityTable(ack: .off, lbc: .off, legacy: .off, strict: .warn),
        kinds: [.albConfig],
        needs: [.ingress, .ingressClass],
        effect:
            "Hosts of Ingresses whose tls has no secretName are served with the listed certificates, fitting or not.",
        example: "listeners: [{port: 443, protocol: HTTPS, certificates: [{CertificateId: 123-cn-hangzhou}]}]",
        fix: "List certificates for all hosts, or give the Ingresses a secretName.",
        sources: [PublicSource.model, PublicSource.dictionary]
    )

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        let listeners = review.object.listeners.filter { $0.hasCertificate && $0.takesCertificates }
        guard !listeners.isEmpty else { return }
        let group = AlbConfigIngresses(of: review.object, review.context.resolver)
        for listener in listeners {
            guard let key = listener.key else { continue }
            let users = group.discoverers(on: key)
            guard !users.isEmpty else { continue }
            findings.add(
                listener.field.key("certificates"),
                "turns certificate discovery off for \(users.ingressList) on \(key)",
                value: users.prefix(64).map(\.description).joined(separator: " "),
                effect: "their hosts are served with the listed certificates only",
                fix: "list a certificate for each host, or give tls a secretName"
            )
        }
    }
}
