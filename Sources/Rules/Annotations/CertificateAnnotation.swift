import ALBController
import Admission
import Kubernetes

/// `cert-id` is seen in the field, where it names the certificate of a listener; no document and no open controller
/// knows it.
struct CertificateAnnotation: Rule {
    static let description = RuleDescription(
        id: "ALB523",
        name: "certificate-annotation",
        summary: "A certificate belongs into spec.tls or the AlbConfig, not into the annotation cert-id alone.",
        severity: .warn,
        kinds: [.ingress],
        effect: "The annotation binds no HTTPS listener, and nothing documented takes a certificate from it.",
        example: #"alb.ingress.kubernetes.io/cert-id: "12345678-cn-hangzhou" without spec.tls"#,
        fix: "Use spec.tls with a Secret or with hosts, or list the certificate at the listener of the AlbConfig.",
        sources: [PublicSource.annotations, PublicSource.certificateGuide]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard let id = review.annotations[AnnotationKey.certificateID], !id.isEmpty,
            review.object.tls.isEmpty, !isServed(review), isAlone(review)
        else { return }
        let ports = review.listeners?.listeners.filter { $0.listenerProtocol != .http } ?? []
        let listener = ports.isEmpty ? "443/HTTPS" : NameList(ports).description
        findings.add(
            FieldPath.annotation(AnnotationKey.certificateID),
            "no documented controller takes a certificate from here, nor binds 443/HTTPS for it",
            value: id,
            effect: ports.isEmpty
                ? "the rules are served without HTTPS" : "listener \(listener) may have no certificate for these hosts",
            fix: "use spec.tls with a Secret, or certificates of listener \(listener) in the AlbConfig"
        )
    }

    /// Whether each HTTPS listener of the Ingress has a certificate in the AlbConfig.
    private static func isServed(_ review: IngressReview) -> Bool {
        guard review.albConfig != nil, let listeners = review.listeners,
            listeners.listeners.contains(where: { $0.listenerProtocol != .http })
        else { return false }
        return review.model.listenersWithoutFixedCertificate.isEmpty
    }

    /// That no HTTPS listener is bound is said once.
    private static func isAlone(_ review: IngressReview) -> Bool {
        FindingCollector.isSilent(HTTPSListenerNotBound.description, review.context.settings.rules) {
            HTTPSListenerNotBound.check(review, &$0)
        }
    }
}
