import ALBController
import Admission
import Kubernetes

/// A listener that needs a certificate and gets one from nobody; an Ingress that comes later may bring it.
struct HTTPSWithoutCertificates: Rule {
    static let description = RuleDescription(
        id: "ALB713",
        name: "https-without-certificates",
        summary: "An HTTPS or QUIC listener needs a certificate, its own or that of an Ingress.",
        severity: SeverityTable(ack: .off, lbc: .warn, legacy: .off),
        gravest: SeverityTable(ack: .off, lbc: .warn, legacy: .off, strict: .deny),
        kinds: [.albConfig],
        effect:
            "The open controller ends every reconcile with \"empty https listener default certs\": status, host name "
            + "and clean-up never happen, though other ports are served.",
        example: "listeners: [{port: 443, protocol: HTTPS}]   # and no Ingress with tls",
        fix: "Add certificates to the listener, or create the Ingress with tls first.",
        sources: [PublicSource.listenerProvider, PublicSource.model]
    )

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        let listeners = review.object.listeners.filter { listener in
            listener.takesCertificates && listener.certificates.isEmpty
                && !(review.profile == .ack && listener.hasDefaultCertificate)
        }
        guard !listeners.isEmpty else { return }
        let group = AlbConfigIngresses(of: review.object, review.context.resolver)
        for listener in listeners {
            guard let key = listener.key, group.certificateProviders(for: key).isEmpty else { continue }
            let none = group.isComplete ? "no Ingress brings one" : "no known Ingress brings one"
            findings.add(
                listener.field.key("certificates"),
                "\(key) has no certificate, and \(none)",
                value: key.description,
                effect: "until one does, every reconcile ends with \"empty https listener default certs\"",
                fix: "add a certificate to the listener, or create an Ingress with tls",
                severity: severity(review, group)
            )
        }
    }

    /// The controller writes such listeners itself, in updates; a new AlbConfig is the user's own.
    private static func severity(_ review: ObjectReview<AlbConfig>, _ group: AlbConfigIngresses) -> SeverityTable {
        var table = description.severity
        if review.operation == .create, group.isComplete { table.strict = .deny }
        return table
    }
}
