import ALBController
import Admission
import JSON
import Kubernetes

/// On an ALB that was there before, the description is how the open controller knows its own listeners again.
struct OwnershipDescription: Rule {
    static let description = RuleDescription(
        id: "ALB716",
        name: "ownership-description",
        summary: "On a reused ALB the description of a listener must keep the controller's prefix.",
        severity: SeverityTable(ack: .off, lbc: .warn, legacy: .off),
        kinds: [.albConfig],
        operations: [.update],
        effect: "The controller takes a listener with another description for somebody else's, and stops at "
            + "\"listener already in use\".",
        example: "listeners: [{port: 80, protocol: HTTP, description: shop}]   # was ingress-auto-listener-80",
        fix: "Keep the description ingress-auto-listener-PORT, or set listenerForceOverride: true.",
        sources: [PublicSource.listenerApplier, PublicSource.listenerModel]
    )

    static let marker = "ingress-auto-listener"

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        let new = review.object
        guard let old = review.old, new.reusesALB, !new.overridesALB, !new.overridesListeners else { return }
        var owned: Set<ListenerKey> = []
        for listener in old.listeners {
            if let key = listener.key, isOwned(listener) { owned.insert(key) }
        }
        for listener in new.listeners {
            guard let key = listener.key, owned.contains(key), !isOwned(listener) else { continue }
            let text = listener.value["description"]?.string ?? ""
            findings.add(
                listener.field.key("description"),
                "\"\(text.clipped)\" does not begin with \"\(marker)\"",
                value: text,
                effect: "on a reused ALB the controller no longer knows the listener for its own",
                fix: .write("\(marker)-\(key.port)", in: listener.field.key("description"))
            )
        }
    }

    /// Without a description the controller writes its own.
    private static func isOwned(_ listener: AlbConfigListener) -> Bool {
        let text = listener.value["description"]?.string ?? ""
        return text.isEmpty || text.hasPrefix(marker)
    }
}
