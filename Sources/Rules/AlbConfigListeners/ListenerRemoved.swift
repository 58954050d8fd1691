import ALBController
import Admission
import Kubernetes

/// `kubectl apply` replaces the list as a whole, so a file that leaves a listener out deletes it.
struct ListenerRemoved: Rule {
    static let description = RuleDescription(
        id: "ALB711",
        name: "listener-removed",
        summary: "A listener should not be removed while Ingresses use it.",
        severity: .warn,
        kinds: [.albConfig],
        operations: [.update],
        effect:
            "The controller deletes the listener and everything behind it stops being served; the open controllers add "
            + "it again for the next Ingress that changes, without its certificates and settings.",
        example: "spec: {listeners: [{port: 80, protocol: HTTP}]}   # 443/HTTPS is gone",
        fix: "Keep the existing entries of spec.listeners when adding or changing one.",
        sources: [PublicSource.listenerGuide, PublicSource.faq]
    )

    private static let field = FieldPath("spec", "listeners")

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        guard let old = review.old else { return }
        let changes = ListenerChanges(from: old, to: review.object)
        guard !changes.removed.isEmpty else { return }
        let group = AlbConfigIngresses(of: review.object, review.context.resolver)
        let moved = Set(changes.moves.map(\.from))
        if review.object.listeners.isEmpty {
            addEmptied(changes, group, review.profile, &findings)
            return
        }
        for (key, _) in changes.removed {
            let users = group.users(of: key)
            // A move without users is ALB715's.
            guard !users.isEmpty || !moved.contains(key) else { continue }
            add(
                users.isEmpty ? "\(key) is removed" : "\(key) is removed, but used by \(users.ingressList)",
                value: key.description,
                effect: "the list is replaced as a whole by kubectl apply, and the controller deletes the listener",
                fix: Fix("keep the entry for \(key)"),
                review.profile,
                &findings
            )
        }
    }

    /// The open controllers rewrite the list themselves, so a setting must not turn this into a denial of theirs.
    private static func add(
        _ problem: String,
        value: String,
        effect: String,
        fix: Fix,
        _ profile: ControllerProfile,
        _ findings: inout FindingCollector
    ) {
        if profile == .ack {
            findings.add(field, problem, value: value, effect: effect, fix: fix)
        } else {
            findings.advise(field, problem, value: value, effect: effect, fix: fix)
        }
    }

    private static func addEmptied(
        _ changes: ListenerChanges,
        _ group: AlbConfigIngresses,
        _ profile: ControllerProfile,
        _ findings: inout FindingCollector
    ) {
        let keys = changes.removed.prefix(8).map { $0.key.description }.joined(separator: ", ")
        let users = group.all.isEmpty ? "" : ", but used by \(group.all.ingressList)"
        add(
            "all listeners are removed (\(keys))\(users)",
            value: keys,
            effect: "kubectl apply of a file without listeners replaces the list, and the ALB serves nothing any more",
            fix: "put the listeners into the file that you apply",
            profile,
            &findings
        )
    }
}
