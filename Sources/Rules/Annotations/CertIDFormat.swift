import ALBController
import Admission
import Kubernetes

/// IDs of Certificate Management Service in the annotation, as in the certificates of a listener.
struct CertIDFormat: Rule {
    static let description = RuleDescription(
        id: "ALB546",
        name: "cert-id-format",
        summary: "cert-id should be IDs like 12345678-cn-hangzhou, separated by commas.",
        severity: SeverityTable(ack: .warn, lbc: .off, legacy: .off),
        kinds: [.ingress],
        effect: "The certificate is not found, and HTTPS does not work.",
        example: #"alb.ingress.kubernetes.io/cert-id: "12345678""#,
        fix: "Write each ID as the certificate service shows it, a number and the suffix of a region.",
        sources: [PublicSource.certificateGuide]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard let text = review.annotations[AnnotationKey.certificateID] else { return }
        let ids = text.split(separator: ",", omittingEmptySubsequences: false).map { GoText.trimSpace(String($0)) }
        guard let wrong = ids.first(where: { !CertificateIDFormat.hasForm($0) && Placeholder.find(in: $0) == nil })
        else { return }
        findings.add(
            .annotation(AnnotationKey.certificateID),
            wrong.isEmpty ? "has an empty ID" : "\"\(wrong.clipped)\" is not a number and a suffix",
            value: wrong,
            effect: "the certificate may not be found",
            fix: "write each ID as the certificate service shows it, with commas between"
        )
    }
}
