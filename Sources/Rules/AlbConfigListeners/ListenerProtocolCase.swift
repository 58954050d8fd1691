import ALBController
import Admission
import Kubernetes

/// The cloud takes any case; the controller's own comparisons do not.
struct ListenerProtocolCase: Rule {
    static let description = RuleDescription(
        id: "ALB703",
        name: "listener-protocol-case",
        summary: "The protocol of a listener should be written in upper case.",
        severity: .warn,
        gravest: SeverityTable(ack: .warn, lbc: .deny, legacy: .warn),
        kinds: [.albConfig],
        effect:
            "Controllers before 2.14 give such a listener neither rules nor certificates; without certificates https "
            + "and quic cannot be created at all.",
        example: "listeners: [{port: 443, protocol: https}]",
        fix: "listeners: [{port: 443, protocol: HTTPS}]",
        sources: [PublicSource.listenerModel, PublicSource.listenerProvider, PublicSource.changeLog]
    )

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        for listener in review.object.listeners where listener.isObject {
            guard let known = listener.listenerProtocol, known.rawValue != listener.protocolText else { continue }
            let text = listener.protocolText
            // Certificates are only given to the exact spelling, so such a listener always fails.
            let needsCertificate = known != .http
            findings.add(
                listener.field.key("protocol"),
                "\"\(text.clipped)\" must be written \(known.rawValue)",
                value: text,
                effect: effect(review.profile, needsCertificate),
                fix: .write(known.rawValue, in: listener.field.key("protocol")),
                severity: SeverityTable(ack: .warn, lbc: needsCertificate ? .deny : .warn, legacy: .warn)
            )
        }
    }

    private static func effect(_ profile: ControllerProfile, _ needsCertificate: Bool) -> String {
        if profile == .ack { return "controllers before 2.14 give the listener no rules and no certificates" }
        return needsCertificate
            ? "the controller gives the listener no certificate and every reconcile fails"
            : "no Ingress rule reaches the listener, and the controller adds a second one on the same port"
    }
}
