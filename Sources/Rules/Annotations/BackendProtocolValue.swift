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
        fix: "Write http, https or grpc in lower case; grpc needs spec.tls and HTTPS listeners.",
        sources: [PublicSource.serverGroupModel, PublicSource.dictionary]
    )

    private static let known: Set<String> = ["http", "https", "grpc"]
    private static let field = FieldPath.annotation(AnnotationKey.backendProtocol)

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard review.profile != .legacy else { return }
        let value = review.annotations[AnnotationKey.backendProtocol]
        // Any spelling of http is what every other word means as well.
        if let value, !value.isEmpty, !known.contains(value), GoText.trimSpace(value).lowercased() != "http" {
            findings.add(
                field,
                "\"\(value.clipped)\" is treated as http",
                value: value,
                effect: "backends that speak anything else answer 502",
                fix: fix(value, review)
            )
        }
        checkChange(review, &findings)
    }

    private static func fix(_ value: String, _ review: IngressReview) -> Fix {
        let word = GoText.trimSpace(value).lowercased()
        guard known.contains(word) else { return "write http, https or grpc in lower case" }
        if let old = review.oldHead, effective(old.metadata.annotations) != word {
            return "write \(word) in lower case, and delete the Ingress and create it anew"
        }
        guard word != "grpc" || servesTLSOnly(review) else {
            return "write grpc in lower case, set spec.tls, and name HTTPS listeners only in listen-ports"
        }
        return .write(word, in: field)
    }

    /// What gRPC asks for: a plain listener is allowed only where it redirects.
    private static func servesTLSOnly(_ review: IngressReview) -> Bool {
        guard !review.object.tls.isEmpty, let listeners = review.listeners else { return false }
        guard listeners.isDeclared else { return listeners.listeners.contains { $0.listenerProtocol == .https } }
        return listeners.listeners.allSatisfy {
            $0.listenerProtocol == .https || ($0 == .http80 && listeners.redirects)
        }
    }

    private static func checkChange(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard let old = review.oldHead else { return }
        let before = effective(old.metadata.annotations)
        let after = effective(review.annotations)
        guard before != after else { return }
        findings.advise(
            field,
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
