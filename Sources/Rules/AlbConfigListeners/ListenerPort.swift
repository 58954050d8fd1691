import ALBController
import Admission
import Kubernetes

/// A listener without a usable port is built for port 80, under the name of one that the controller adds for Ingresses.
struct ListenerPort: Rule {
    static let description = RuleDescription(
        id: "ALB701",
        name: "listener-port",
        summary: "The port of a listener must be a number from 1 to 65535.",
        severity: .deny,
        kinds: [.albConfig],
        stopsALB: true,
        effect:
            "Outside the range the listener is refused. 0, nothing and a name become port 80: no Ingress rule reaches "
            + "that listener, and beside an Ingress on 80/HTTP every reconcile fails.",
        example: "listeners: [{port: http, protocol: HTTP}]",
        fix: "listeners: [{port: 80, protocol: HTTP}]",
        sources: [PublicSource.listenerModel, PublicSource.listenerProvider, PublicSource.listenerGuide]
    )

    static let ports = 1...65535

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        let collisions = ListenerCollisions(review)
        for listener in review.object.listeners where listener.isObject {
            let field = listener.field.key("port")
            switch listener.portReading {
            case .undecodable: break
            case .number(0): add(field, "is 0", "0", listener, collisions, review, &findings)
            case .missing: add(field, "is missing", "", listener, collisions, review, &findings)
            case .name(let text):
                add(field, "\"\(text.clipped)\" is not a number", text, listener, collisions, review, &findings)
            case .number(let port): checkRange(port, field, &findings)
            case .numericString(let text, let port):
                if port == 0 {
                    add(field, "is 0", text, listener, collisions, review, &findings)
                } else if ports.contains(port), listener.hasOddPort {
                    add(oddSpelling: text, port, field, collisions.ingress(on: listener), &findings)
                } else {
                    checkRange(port, field, &findings)
                }
            }
        }
    }

    private static func checkRange(_ port: Int, _ field: FieldPath, _ findings: inout FindingCollector) {
        guard !ports.contains(port) else { return }
        findings.add(
            field,
            "\(port) is outside 1-65535",
            value: String(port),
            effect: "the controller refuses the listener (\"invalid listener port\")",
            fix: "write a whole number from 1 to 65535"
        )
    }

    private static func add(
        _ field: FieldPath,
        _ problem: String,
        _ value: String,
        _ listener: AlbConfigListener,
        _ collisions: ListenerCollisions,
        _ review: ObjectReview<AlbConfig>,
        _ findings: inout FindingCollector
    ) {
        let collision = collisions.ingress(on: listener)
        let effect =
            collision.map { "the listener collides with 80/HTTP of Ingress \($0), and every reconcile fails" }
            ?? "the controller takes it for 80, and no Ingress rule reaches the listener"
        findings.add(
            field,
            problem,
            value: collision == nil ? value : "\(value) 80/HTTP",
            effect: effect,
            fix: number(value, field) ?? (value.isEmpty ? FieldAliases.renaming("port", in: listener, review) : nil)
                ?? "write a whole number from 1 to 65535",
            severity: ListenerCollisions.severity(collides: collision != nil)
        )
    }

    /// A number with blanks around it.
    private static func number(_ text: String, _ field: FieldPath) -> Fix? {
        guard let port = GoText.atoi(GoText.trimSpace(text)), ports.contains(port) else { return nil }
        return Fix("write \(port)", .replace(field, json: String(port)))
    }

    private static func add(
        oddSpelling text: String,
        _ port: Int,
        _ field: FieldPath,
        _ user: ObjectName?,
        _ findings: inout FindingCollector
    ) {
        let effect =
            user.map { "the controller adds a second listener for Ingress \($0), and every reconcile fails" }
            ?? "the controller compares the text and would add a second listener for an Ingress on this port"
        findings.add(
            field,
            "\"\(text.clipped)\" is an unusual way to write \(port)",
            value: user == nil ? text : "\(text) Ingress",
            effect: effect,
            fix: Fix("write \(port)", .replace(field, json: String(port))),
            severity: SeverityTable(ack: .warn, lbc: user == nil ? .warn : .deny, legacy: .warn, strict: .deny)
        )
    }
}
