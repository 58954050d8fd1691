import ALBController
import Admission
import JSON
import Kubernetes

/// ALB speaks HTTP, HTTPS and QUIC; the controller asks the cloud for nothing else.
struct ListenerProtocolRule: Rule {
    static let description = RuleDescription(
        id: "ALB702",
        name: "listener-protocol",
        summary: "The protocol of a listener must be HTTP, HTTPS or QUIC.",
        severity: .deny,
        kinds: [.albConfig],
        stopsALB: true,
        effect:
            "Other protocols are refused. Without one the listener is built for HTTP, but no Ingress rule reaches "
            + "it, and beside an Ingress on the same port every reconcile fails.",
        example: "listeners: [{port: 80, protocol: TCP}]",
        fix: "Write HTTP, HTTPS or QUIC; other protocols are for network load balancers.",
        sources: [PublicSource.listenerProvider, PublicSource.listenerModel, PublicSource.listenerGuide]
    )

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        let collisions = ListenerCollisions(review)
        for listener in review.object.listeners where listener.isObject {
            let written = listener.value["protocol"]
            // Another JSON type is ALB612's.
            guard written == nil || written?.isNull == true || written?.kind == .string else { continue }
            let text = listener.protocolText
            if text.isEmpty {
                add(missingIn: listener, collisions, review, &findings)
            } else if listener.listenerProtocol == nil {
                add(unknown: text, listener, &findings)
            }
        }
    }

    private static func add(unknown text: String, _ listener: AlbConfigListener, _ findings: inout FindingCollector) {
        let upper = GoText.trimSpace(text).uppercased()
        let words = ["HTTP", "HTTPS", "QUIC"]
        let isNLB = ["TCP", "UDP", "TCPSSL", "TLS"].contains(upper)
        findings.add(
            listener.field.key("protocol"),
            "\"\(text.clipped)\" is not HTTP, HTTPS or QUIC",
            value: text,
            effect: isNLB
                ? "that is for network load balancers; the controller refuses the listener"
                : "the controller refuses the listener (\"invalid listener protocol\")",
            fix: Suggestion.onlyNearest(to: upper, in: words).map { .write($0, in: listener.field.key("protocol")) }
                ?? "write HTTP, HTTPS or QUIC"
        )
    }

    /// What the Ingress needs, or else the certificates or the usual port tell.
    private static func fix(_ listener: AlbConfigListener, isUsed: Bool, _ profile: ControllerProfile) -> Fix {
        let word: String
        switch (listener.port, listener.hasCertificate) {
        case _ where isUsed: word = "HTTP"
        case (80, false): word = "HTTP"
        // The open controller needs the certificate in the listener, or an Ingress that brings one.
        case (443, false) where profile != .lbc: word = "HTTPS"
        case (let port, true) where port != 80: word = "HTTPS"
        default: return "write HTTP, HTTPS or QUIC"
        }
        return Fix("write \"\(word)\"", .add(listener.field.key("protocol"), word))
    }

    private static func add(
        missingIn listener: AlbConfigListener,
        _ collisions: ListenerCollisions,
        _ review: ObjectReview<AlbConfig>,
        _ findings: inout FindingCollector
    ) {
        let collision = collisions.ingress(on: listener)
        let port = listener.modelID.port
        let effect =
            collision.map { "the listener collides with \(port)/HTTP of Ingress \($0), and every reconcile fails" }
            ?? "the controller takes it for HTTP, and no Ingress rule reaches the listener"
        findings.add(
            listener.field.key("protocol"),
            "is missing",
            value: collision == nil ? "" : "\(port)/HTTP",
            effect: effect,
            fix: FieldAliases.renaming("protocol", in: listener, review)
                ?? fix(listener, isUsed: collision != nil, collisions.profile),
            severity: ListenerCollisions.severity(collides: collision != nil)
        )
    }
}
