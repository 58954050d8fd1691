import ALBController
import Admission
import Kubernetes

/// Two entries of an AlbConfig that fall on one listener do no harm until the rules of an Ingress wait for the second.
struct ListenerNeverCreated: Rule {
    static let description = RuleDescription(
        id: "ALB314",
        name: "listener-never-created",
        summary: "The AlbConfig must not have two entries for a listener that the Ingress uses.",
        severity: SeverityTable(ack: .off, lbc: .deny, legacy: .off),
        kinds: [.ingress],
        needs: [.albConfig],
        effect:
            "The open controller creates the first entry and gives the rules to the last, so every reconcile of the ALB "
            + "fails with \"Listener is not fulfilled yet\".",
        example: "listeners: [{port: 80, protocol: HTTP}, {port: 80, protocol: HTTP}] in the AlbConfig",
        fix: "Leave one entry in the AlbConfig, with a port and a protocol.",
        sources: [PublicSource.model, PublicSource.listenerModel]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard review.profile == .lbc else { return }
        for (key, collision) in review.model.listenerCollisions {
            findings.add(
                review.origin(of: key).field,
                problem(key, collision, review.albConfig?.metadata.name ?? ""),
                value: "\(key)",
                effect: "the rules wait for a listener that is never created (\"Listener is not fulfilled yet\"), and "
                    + GroupFailure.effect,
                fix: fix(collision)
            )
        }
    }

    private static func problem(_ key: ListenerKey, _ collision: ListenerEntries.Collision, _ name: String) -> String {
        let first = "AlbConfig \"\(name.clipped)\" has \(key) as spec.listeners[\(collision.created.index)]"
        guard let waiting = collision.waiting else {
            return first + ", but not written so, and the controller adds it once more"
        }
        return first + " and again as spec.listeners[\(waiting.index)]"
    }

    private static func fix(_ collision: ListenerEntries.Collision) -> Fix {
        collision.waiting == nil
            ? "write port and protocol of that entry in the AlbConfig, the port as a number"
            : "remove one of the two entries from the AlbConfig"
    }
}
