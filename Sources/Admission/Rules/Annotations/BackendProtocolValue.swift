import ALBController
import Kubernetes

/// The protocol is compared with lower-case words and anything else is HTTP; grpc has conditions of its own.
struct BackendProtocolValue: IngressRule {
    static let description = RuleDescription(
        id: "ALB506",
        name: "backend-protocol-value",
        summary: "backend-protocol must be http, https or grpc in lower case, and grpc needs TLS listeners.",
        severity: SeverityTable(ack: .warn, lbc: .warn, legacy: .off),
        kinds: [.ingress],
        effect: "Any other value means http, so a TLS backend is reached in clear text and answers 502. grpc without "
            + "spec.tls or on a plain listener stops every Ingress on the ALB.",
        example: #"alb.ingress.kubernetes.io/backend-protocol: "HTTPS""#,
        fix: "Write http, https or grpc in lower case.",
        sources: [RoutingSource.serverGroup, RoutingSource.dictionary]
    )

    private static let known: Set<String> = ["http", "https", "grpc"]

    static func check(_ review: IngressReview, _ report: inout Report) {
        guard review.profile != .legacy else { return }
        let value = review.annotations[AnnotationKey.backendProtocol]
        if let value, !value.isEmpty, !known.contains(value) { addUnknown(value, &report) }
        if value == "grpc" { checkGRPC(review, &report) }
        checkChange(review, &report)
    }

    private static func addUnknown(_ value: String, _ report: inout Report) {
        let lower = GoText.trimSpace(value).lowercased()
        let meant = known.contains(lower) ? lower : nil
        report.add(
            IngressReview.field(AnnotationKey.backendProtocol),
            "\"\(value.clipped)\" is treated as http",
            value: value,
            effect: "backends that speak anything else answer 502",
            fix: meant.map { "write \"\($0)\"" } ?? "write \"http\", \"https\" or \"grpc\""
        )
    }

    private static func checkGRPC(_ review: IngressReview, _ report: inout Report) {
        let building = RuleBuilding(review)
        if review.object.tls.isEmpty {
            report.add(
                IngressReview.field(AnnotationKey.backendProtocol),
                "grpc needs spec.tls",
                value: "grpc without tls",
                effect: GroupFailure.effect,
                fix: "add spec.tls with the hosts and a Secret",
                severity: building.severity(.deny, if: building.makesAnyServerGroup)
            )
        }
        guard case .ports(let keys) = review.listenPorts else { return }
        let redirects = review.listeners?.redirects == true
        guard let wrong = keys.first(where: { !isFit($0, redirects: redirects) }) else { return }
        let needsRedirect = wrong == .http80
        report.add(
            IngressReview.field(AnnotationKey.listenPorts),
            "listener \(wrong) cannot serve backend-protocol grpc",
            value: "grpc \(wrong) \(redirects)",
            effect: GroupFailure.effect + " (\"'grpc' backend protocol must be use TLS listener only\")",
            fix: needsRedirect
                ? "remove {\"HTTP\": 80}, or set annotation ssl-redirect: \"true\"" : "list HTTPS listeners only",
            severity: building.severity(.deny, if: building.makesAnyServerGroup)
        )
    }

    private static func isFit(_ key: ListenerKey, redirects: Bool) -> Bool {
        switch key.listenerProtocol {
        case .https: true
        case .http: redirects && key.port == 80
        case .quic: false
        }
    }

    private static func checkChange(_ review: IngressReview, _ report: inout Report) {
        guard let old = review.old else { return }
        let before = effective(old.metadata.annotations)
        let after = effective(review.annotations)
        guard before != after else { return }
        report.advise(
            IngressReview.field(AnnotationKey.backendProtocol),
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
