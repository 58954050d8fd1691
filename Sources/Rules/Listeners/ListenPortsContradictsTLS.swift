import ALBController
import Admission
import Kubernetes

/// listen-ports wins over `spec.tls` without a word, in both directions.
struct ListenPortsContradictsTLS: Rule {
    static let description = RuleDescription(
        id: "ALB304",
        name: "listen-ports-contradicts-tls",
        summary: "listen-ports and spec.tls must agree on whether the Ingress serves TLS.",
        severity: .warn,
        kinds: [.ingress],
        effect:
            "With HTTP ports only, spec.tls is not used. An HTTPS or QUIC listener without any certificate fails each "
            + "time with \"empty https listener default certs\".",
        example: #"listen-ports: '[{"HTTP": 80}]'   # beside spec.tls"#,
        fix: "Add an HTTPS entry to listen-ports, or a secretName or hosts to spec.tls.",
        sources: [PublicSource.model, PublicSource.listenerProvider]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard let listeners = review.listeners, listeners.isDeclared else { return }
        let field = FieldPath.annotation(AnnotationKey.listenPorts)
        let servesTLS = listeners.listeners.contains { $0.listenerProtocol != .http }
        // An empty set is told by the rule about the syntax.
        if !review.object.tls.isEmpty, !servesTLS, !listeners.listeners.isEmpty {
            findings.add(
                field,
                "has no HTTPS entry, but spec.tls is set",
                value: review.annotations[AnnotationKey.listenPorts] ?? "",
                effect: "TLS is not served and the certificate is not used",
                fix: HTTPSEntry.fix(review) ?? "add an HTTPS entry to listen-ports, or remove spec.tls"
            )
        }
        for key in review.model.listenersWithoutCertificate {
            findings.add(
                field,
                "listener \(key) has no certificate: neither this Ingress, by a Secret or a host, nor the AlbConfig gives one",
                value: "\(key)",
                effect: "the controller fails with \"empty https listener default certs\" and does not finish the ALB",
                fix: key.listenerProtocol == .quic
                    ? "add hosts and a secretName to spec.tls, or certificates to the listener in the AlbConfig"
                    : "add a secretName to spec.tls, or certificates to the listener in the AlbConfig"
            )
        }
    }
}
