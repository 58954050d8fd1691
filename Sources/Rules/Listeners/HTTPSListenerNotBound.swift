import ALBController
import Admission
import Kubernetes

/// Certificates in the AlbConfig do not put an Ingress on 443: without TLS hosts its rules stay on 80.
struct HTTPSListenerNotBound: Rule {
    static let description = RuleDescription(
        id: "ALB302",
        name: "https-listener-not-bound",
        summary: "An Ingress that counts on the HTTPS listener of its AlbConfig must bind it.",
        severity: .warn,
        kinds: [.ingress],
        needs: [.albConfig],
        effect: "Without spec.tls hosts and listen-ports the rules go to 80/HTTP only; the HTTPS listener answers 503.",
        example: "certificates in the AlbConfig, ssl-redirect \"true\", but neither spec.tls nor listen-ports",
        fix: "Add listen-ports '[{\"HTTP\": 80}, {\"HTTPS\": 443}]'.",
        sources: [PublicSource.model, PublicSource.rules]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard let albConfig = review.albConfig, let listeners = review.listeners, review.object.tls.isEmpty,
            listeners.listeners.allSatisfy({ $0.listenerProtocol == .http }),
            let https = albConfig.listeners.first(where: { $0.key?.listenerProtocol == .https && $0.hasCertificate }),
            let key = https.key, let sign = sign(review, listeners, albConfig)
        else { return }
        findings.add(
            sign.field,
            "\(sign.text), but the rules go to \(NameList(listeners.listeners)) only",
            value: "\(albConfig.metadata.name) \(key)",
            effect:
                "listener \(key) of AlbConfig \"\(albConfig.metadata.name.clipped)\" has a certificate, but no rule of "
                + "this Ingress, and answers 503",
            fix: fix(key, listeners, albConfig, review)
        )
    }

    /// Listeners that were chosen are left alone.
    private static func fix(
        _ key: ListenerKey,
        _ listeners: EffectiveListeners,
        _ albConfig: AlbConfig,
        _ review: IngressReview
    ) -> Fix {
        let keepsHTTP = review.profile.createsListeners || albConfig.listeners.contains { $0.key == .http80 }
        guard !listeners.isDeclared, !review.annotations.contains(AnnotationKey.listenPorts),
            keepsHTTP || !hasHTTP(albConfig, review)
        else { return "add HTTPS with port \(key.port) to listen-ports" }
        let https = "{\"HTTPS\": \(key.port)}"
        let value = keepsHTTP ? "[{\"HTTP\": 80}, \(https)]" : "[\(https)]"
        return Fix("add listen-ports '\(value)'", .annotate(AnnotationKey.listenPorts, value, in: review.annotations))
    }

    private static func hasHTTP(_ albConfig: AlbConfig, _ review: IngressReview) -> Bool {
        review.profile.createsListeners || albConfig.listeners.contains { $0.key?.listenerProtocol == .http }
    }

    /// What shows that HTTPS was meant.
    private static func sign(
        _ review: IngressReview,
        _ listeners: EffectiveListeners,
        _ albConfig: AlbConfig
    ) -> (field: FieldPath, text: String)? {
        if listeners.redirects { return (review.redirectField, "clients are sent to HTTPS") }
        if review.annotations.contains(AnnotationKey.certificateID) {
            return (FieldPath.annotation(AnnotationKey.certificateID), "names a certificate")
        }
        guard !hasHTTP(albConfig, review) else { return nil }
        return (FieldPath("spec"), "the AlbConfig declares no HTTP listener")
    }
}
