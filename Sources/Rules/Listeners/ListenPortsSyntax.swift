import ALBController
import Admission
import Kubernetes

/// A value that the controller cannot read stops every Ingress on the ALB.
struct ListenPortsSyntax: Rule {
    static let description = RuleDescription(
        id: "ALB303",
        name: "listen-ports-syntax",
        summary: "listen-ports must be a JSON list of objects that map HTTP, HTTPS or QUIC to a port number.",
        severity: .deny,
        kinds: [.ingress],
        effect: "The controller fails the whole group: no Ingress on this ALB is updated any more.",
        example: #"alb.ingress.kubernetes.io/listen-ports: '[{"HTTPS": "443"}]'"#,
        fix: #"'[{"HTTP": 80}, {"HTTPS": 443}]'"#,
        sources: [PublicSource.model, PublicSource.webhookGuide]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard let value = review.annotations[AnnotationKey.listenPorts] else { return }
        let field = FieldPath.annotation(AnnotationKey.listenPorts)
        switch review.listenPorts {
        case .absent: break
        case .invalid(let problem):
            findings.add(
                field,
                inside: problem.place,
                "\(problem)",
                value: value,
                effect: "the controller would stop updating every Ingress on this ALB",
                fix: #"use '[{"HTTP": 80}, {"HTTPS": 443}]'"#
            )
        case .ports(let keys):
            // With a redirect the controller adds port 80 by itself.
            if review.listeners?.listeners.isEmpty ?? keys.isEmpty {
                findings.advise(
                    field,
                    "binds no listener",
                    value: value,
                    effect: "the Ingress is served nowhere",
                    fix: #"use '[{"HTTP": 80}]' or '[{"HTTP": 80}, {"HTTPS": 443}]'"#
                )
            }
            for key in keys where key.listenerProtocol == .quic && review.profile == .legacy {
                findings.add(
                    field,
                    "protocol QUIC (port \(key.port)) is not known to this controller",
                    value: value,
                    effect: "the controller would stop updating every Ingress on this ALB",
                    fix: "remove the QUIC entry"
                )
            }
        }
    }
}
