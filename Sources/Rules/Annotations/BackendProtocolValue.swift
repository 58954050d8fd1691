import ALBController
import Admission
import Kubernetes

/// The protocol is compared with lower-case words, and anything else is HTTP.
struct BackendProtocolValue: Rule {
    static let description = RuleDescription(
        id: "ALB506",
        name: "backend-protocol-value",
        summary: "backend-protocol must be http, https or grpc in lower case.",
        severity: SeverityTable(ack: .warn, lbc: .warn, legacy: .off),
        kinds: [.ingress],
        effect: "Any other value means http, so a TLS backend is reached in clear text and answers 502.",
        example: #"alb.ingress.kubernetes.io/backend-protocol: "HTTPS""#,
        fix: "Write http, https or grpc in lower case.",
        sources: [PublicSource.serverGroupModel, PublicSource.dictionary]
    )

    private static let known: Set<String> = ["http", "https", "grpc"]

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard review.profile != .legacy else { return }
        let value = review.annotations[AnnotationKey.backendProtocol]
        if let value, !value.isEmpty, !known.contains(value) { addUnknown(value, &findings) }
        checkChange(review, &findings)
    }

    private static func addUnknown(_ value: String, _ findings: inout FindingCollector) {
        let lower = GoText.trimSpace(value).lowercased()
        let meant = known.contains(lower) ? lower : nil
        findings.add(
            FieldPath.annotation(AnnotationKey.backendProtocol),
            "\"\(value.clipped)\" is treated as http",
            value: value,
            effect: "backends that speak anything else answer 502",
            fix: meant.map { "write \"\($0)\"" } ?? "write \"http\", \"https\" or \"grpc\""
        )
    }

    private static func checkChange(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard let old = review.old else { return }
        let before = effective(old.metadata.annotations)
        let after = effective(review.annotations)
        guard before != after else { return }
        findings.advise(
            FieldPath.annotation(AnnotationKey.backendProtocol),
            "changes from \(before) to \(after)",
            value: "\(before) \(after)",
            effect: "the protocol of an existing server group cannot be changed",
            fix: "delete the Ingress and create it anew"
        )
    }

    private static func effective(_ annotations: Annotations) -> String {
        let value = annotations[AnnotationKey.backendProtocol] ?? ""
        return known.contains(value) ? value : "http"
    }
}
