import ALBController
import Admission
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
        fix: "protocol: HTTPS",
        sources: [PublicSource.listenerModel, PublicSource.dictionary]
    )

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        for listener in review.object.listeners where listener.hasCertificate && listener.key?.listenerProtocol == .http
        {
            let name = listener.certificates.isEmpty ? "defaultCertificate" : "certificates"
            findings.add(
                listener.field.key(name),
                "is ignored, the protocol is HTTP",
                value: name,
                effect: "the listener serves clear text",
                fix: "write protocol: HTTPS, or remove \(name)"
            )
        }
    }
}
