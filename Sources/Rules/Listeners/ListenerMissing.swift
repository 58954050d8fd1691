import ALBController
import Admission
import Kubernetes

/// A listener that the AlbConfig does not declare is not created any more, and a port that is taken never is.
struct ListenerMissing: Rule {
    static let description = RuleDescription(
        id: "ALB301",
        name: "listener-missing",
        summary: "Every listener that an Ingress uses must be declared by its AlbConfig, and no port twice.",
        severity: SeverityTable(ack: .warn, lbc: .deny, legacy: .warn, strict: .deny),
        gravest: SeverityTable(ack: .deny, lbc: .deny, legacy: .warn, strict: .deny),
        kinds: [.ingress],
        effect:
            "Since v2.11 the controller reports \"listener is not exist in alb\" for a listener that is missing. The "
            + "open controller creates it, but fails with \"conflict listener in albconfig\" for every Ingress on the "
            + "ALB when the port serves HTTP in one place and HTTPS in another.",
        example: #"listen-ports: '[{"HTTPS": 443}]'   # the AlbConfig declares 80/HTTP only"#,
        fix: "Add the listener to spec.listeners of the AlbConfig, or change listen-ports.",
        sources: [
            PublicSource.controller, PublicSource.listenerGuide,
            PublicSource.changeLog,
        ]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        for clash in review.model.listenerClashes { PortConflict(review, clash.key).report(clash.opponent, &findings) }
        guard let albConfig = review.albConfig else { return }
        for key in review.model.undeclaredListeners { reportMissing(key, albConfig, review, &findings) }
        for (key, listener) in review.model.misspeltListeners {
            findings.advise(
                review.origin(of: key).field,
                "AlbConfig \"\(albConfig.metadata.name.clipped)\" writes the protocol of port \(key.port) as "
                    + "\"\(listener.protocolText.clipped)\"",
                value: "\(key) \(listener.protocolText)",
                effect: "this controller compares letter case and adds a second listener, which the ALB refuses",
                fix: "write the protocol in \(listener.field) of the AlbConfig in upper case"
            )
        }
    }

    /// The open controllers add the listener by themselves.
    private static let undeclared = SeverityTable(ack: .warn, lbc: .off, legacy: .off, strict: .deny)

    private static func reportMissing(
        _ key: ListenerKey,
        _ albConfig: AlbConfig,
        _ review: IngressReview,
        _ findings: inout FindingCollector
    ) {
        let name = albConfig.metadata.name
        let origin = review.origin(of: key)
        let keys = albConfig.listeners.prefix(4).compactMap(\.key)
        let declared = keys.isEmpty ? "no listener" : "only \(NameList(keys))"
        findings.add(
            origin.field,
            "listener \(key) is needed (\(origin.reason)), but AlbConfig \"\(name.clipped)\" declares \(declared)",
            value: "\(name) \(key)",
            effect: "the controller (since v2.11) reports \"listener is not exist in alb, port: \(key.port), protocol: "
                + "\(key.listenerProtocol.rawValue)\"",
            fix:
                Fix(
                    "add {port: \(key.port), protocol: \(key.listenerProtocol.rawValue)} to spec.listeners of the AlbConfig "
                        + "and keep its other entries"
                ),
            severity: undeclared
        )
    }
}
