import ALBController
import Admission
import Kubernetes

/// gRPC backends are for TLS listeners; the controller checks it late and stops the group.
struct GRPCNeedsHTTPS: Rule {
    static let description = RuleDescription(
        id: "ALB313",
        name: "grpc-needs-https",
        summary: "backend-protocol \"grpc\" needs spec.tls and HTTPS listeners only.",
        severity: .deny,
        kinds: [.ingress],
        effect:
            "The controller fails with \"'grpc' backend protocol must be use TLS listener\" for every Ingress on the "
            + "ALB. HTTP on port 80 is allowed together with ssl-redirect \"true\".",
        example: #"backend-protocol: grpc   # with listen-ports '[{"HTTP": 80}]'"#,
        fix: "Set spec.tls and listen-ports '[{\"HTTPS\": 443}]'.",
        sources: [PublicSource.serverGroupModel]
    )

    private static let groupFails = "the controller would stop updating every Ingress on this ALB"

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard review.annotations[AnnotationKey.backendProtocol] == "grpc", let listeners = review.listeners else {
            return
        }
        let isCertain = forwards(review, listeners)
        checkTLS(review, listeners, isCertain, &findings)
        checkPorts(review, listeners, isCertain, &findings)
    }

    /// Whether a server group is built for certain; the check sits there.
    private static func forwards(_ review: IngressReview, _ listeners: EffectiveListeners) -> Bool {
        let canary = review.annotations[AnnotationKey.nginxCanary] ?? review.annotations[AnnotationKey.canary]
        guard canary != "true", !review.isKnative else { return false }
        let onlyRedirects = listeners.redirects && !listeners.listeners.contains { $0.port == 443 }
        guard !onlyRedirects, !listeners.listeners.isEmpty else { return false }
        return review.object.paths.contains {
            $0.backend.map { $0.hasService && $0.port != .name("use-annotation") } ?? false
        }
    }

    private static func checkTLS(
        _ review: IngressReview,
        _ listeners: EffectiveListeners,
        _ isCertain: Bool,
        _ findings: inout FindingCollector
    ) {
        let field = FieldPath.annotation(AnnotationKey.backendProtocol)
        guard review.object.tls.isEmpty else {
            if !listeners.isDeclared, !listeners.listeners.contains(where: { $0.listenerProtocol == .https }) {
                findings.advise(
                    field,
                    "\"grpc\" needs HTTPS, but spec.tls names no hosts and the rules go to 80/HTTP",
                    value: "grpc without hosts",
                    effect: "gRPC clients cannot connect",
                    fix: #"add hosts to spec.tls, or listen-ports '[{"HTTPS": 443}]'"#
                )
            }
            return
        }
        findings.add(
            field,
            "\"grpc\" requires spec.tls",
            value: "grpc without tls",
            effect: review.profile == .ack
                ? "before v2.15 the controller stops updating every Ingress on this ALB" : groupFails,
            fix: #"add spec.tls with hosts and a secretName, and listen-ports '[{"HTTPS": 443}]'"#,
            severity: isCertain ? SeverityTable(ack: .warn, lbc: .deny, legacy: .deny) : .warn
        )
    }

    private static func checkPorts(
        _ review: IngressReview,
        _ listeners: EffectiveListeners,
        _ isCertain: Bool,
        _ findings: inout FindingCollector
    ) {
        guard case .ports(let keys) = review.listenPorts else { return }
        for key in Set(keys).sorted(by: { $0.description < $1.description }) {
            guard key.listenerProtocol != .https, !(key == .http80 && listeners.redirects) else { continue }
            findings.add(
                FieldPath.annotation(AnnotationKey.listenPorts),
                "listener \(key) cannot be used with backend-protocol \"grpc\"",
                value: "\(key) grpc",
                effect: groupFails,
                fix: key == .http80
                    ? #"use '[{"HTTPS": 443}]', or set ssl-redirect "true""# : #"use '[{"HTTPS": 443}]'"#,
                severity: isCertain ? nil : .warn
            )
        }
    }
}
