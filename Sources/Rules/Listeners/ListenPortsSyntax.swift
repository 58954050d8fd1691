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
        stopsALB: true,
        effect: "The controller fails the whole group: no Ingress on this ALB is updated any more.",
        example: #"alb.ingress.kubernetes.io/listen-ports: '[{"HTTPS": "443"}]'"#,
        fix: #"Write a list such as '[{"HTTP": 80}, {"HTTPS": 443}]': protocols in capitals, ports as numbers."#,
        sources: [PublicSource.model, PublicSource.webhookGuide]
    )

    private static let field = FieldPath.annotation(AnnotationKey.listenPorts)

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        var value: String { review.annotations[AnnotationKey.listenPorts] ?? "" }
        switch review.listenPorts {
        case .absent: break
        case .invalid(let problem):
            findings.add(
                field,
                inside: problem.place,
                "\(problem)",
                value: value,
                effect: GroupFailure.effect,
                fix: fix(value, review.profile)
            )
        case .ports(let keys):
            // With a redirect the controller adds port 80 by itself.
            if review.listeners?.listeners.isEmpty ?? keys.isEmpty {
                findings.advise(
                    field,
                    "binds no listener",
                    value: value,
                    effect: "the Ingress is served nowhere",
                    fix: "name a listener in it, or remove the annotation"
                )
            }
            if review.profile == .legacy { checkQUIC(keys, value, &findings) }
        }
    }

    private static func fix(_ value: String, _ profile: ControllerProfile) -> Fix {
        guard let keys = CorrectedListenPorts(value)?.keys,
            profile != .legacy || !keys.contains(where: { $0.listenerProtocol == .quic })
        else {
            return "write a list of objects, each with HTTP, HTTPS or QUIC as key and a port number as value"
        }
        return .write(CorrectedListenPorts.text(keys), in: field)
    }

    private static func checkQUIC(_ keys: [ListenerKey], _ value: String, _ findings: inout FindingCollector) {
        guard let quic = keys.first(where: { $0.listenerProtocol == .quic }) else { return }
        let others = keys.filter { $0.listenerProtocol != .quic }
        findings.add(
            field,
            "protocol QUIC (port \(quic.port)) is not known to this controller",
            value: value,
            effect: GroupFailure.effect,
            fix: others.isEmpty
                ? "name an HTTPS listener instead" : .write(CorrectedListenPorts.text(others), in: field)
        )
    }
}
