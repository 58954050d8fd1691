import ALBController
import Admission
import JSON
import Kubernetes

/// Usually the protocol is what was got wrong.
struct CertificatesOnHTTP: Rule {
    static let description = RuleDescription(
        id: "ALB707",
        name: "certificates-on-http",
        summary: "Certificates belong to HTTPS and QUIC listeners.",
        severity: .warn,
        kinds: [.albConfig],
        effect: "The controller ignores the certificates of an HTTP listener, which keeps serving clear text.",
        example: "listeners: [{port: 443, protocol: HTTP, certificates: [{CertificateId: 123-cn-hangzhou}]}]",
        fix: "Make the protocol HTTPS, or remove the certificates.",
        sources: [PublicSource.listenerModel, PublicSource.dictionary]
    )

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        // Of a protocol that is missing ALB702 speaks.
        for listener in review.object.listeners
        where listener.hasCertificate && listener.key?.listenerProtocol == .http && !listener.protocolText.isEmpty {
            let name = listener.certificates.isEmpty ? "defaultCertificate" : "certificates"
            findings.add(
                listener.field.key(name),
                "is ignored, the protocol is HTTP",
                value: name,
                effect: "the listener serves clear text",
                fix: fix(listener, review, name)
            )
        }
    }

    /// On the port of HTTPS the certificate is what was meant, unless an Ingress already speaks HTTP there.
    private static func fix(_ listener: AlbConfigListener, _ review: ObjectReview<AlbConfig>, _ name: String) -> Fix {
        let defaults = listener.certificates.map { $0["IsDefault"]?.boolean ?? false }
        let isReady = defaults.isEmpty || (defaults.first == true && defaults.count(where: \.self) == 1)
        guard listener.port == 443, isReady,
            AlbConfigIngresses(of: review.object, review.context.resolver).users(of: ListenerKey(443, .http)).isEmpty
        else { return Fix("make the protocol HTTPS, or remove \(name)") }
        return Fix("write protocol \"HTTPS\"", .add(listener.field.key("protocol"), "HTTPS"))
    }
}
