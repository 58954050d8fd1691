import ALBController
import Admission
import Kubernetes

/// Several Ingresses share a host by path; when the one with the broadest path moves, the host is only half there.
struct HostLeftToOthers: Rule {
    static let description = RuleDescription(
        id: "ALB218",
        name: "host-left-to-others",
        summary: "A host should not move away from an Ingress while others on the ALB still serve parts of it.",
        severity: .warn,
        kinds: [.ingress],
        operations: [.update],
        needs: [.ingress],
        effect: "The paths of this Ingress are gone from the host while those of the others stay, so a part of its "
            + "requests answers 503 or goes to a rule that was meant for something else.",
        example: "spec: {rules: [{host: shop.example.org, ...}]}   # was shop.example.com, where another has /api",
        fix: "Move the other Ingresses too, or keep a rule for the old host until they have moved.",
        sources: [PublicSource.rules]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard review.operation == .update, !review.facts.isCanary, let neighbours = review.model.neighbours,
            let old = review.old, !CanarySettings.isCanary(old.metadata.annotations)
        else { return }
        let kept = Set(review.object.rules.map(\.host))
        var seen: Set<String> = ["", "*"]
        for rule in old.rules where !kept.contains(rule.host) && seen.insert(rule.host).inserted {
            guard let other = neighbours.users(ofHost: rule.host).first(where: { isMain($0, review) }) else { continue }
            let paths = old.rules.filter { $0.host == rule.host }.flatMap { $0.paths.map(\.path) }
            findings.add(
                FieldPath("spec", "rules"),
                "host \"\(rule.host.clipped)\" goes away from here, but Ingress \"\(other)\" still serves paths of it",
                value: "\(rule.host) \(other)",
                effect: "requests for its \(NameList(paths.map { $0.isEmpty ? "/" : $0 })) are no longer answered here",
                fix: "move the other Ingress too, or keep a rule for the host until it has moved"
            )
        }
    }

    /// Canaries of a host that goes away are another rule's.
    private static func isMain(_ name: ObjectName, _ review: IngressReview) -> Bool {
        guard let ingress = review.snapshot.ingresses[name] else { return false }
        return !CanarySettings.isCanary(ingress.metadata.annotations)
    }
}

extension ObjectNames {
    /// Among the first few.
    fileprivate func first(where isWanted: (ObjectName) -> Bool) -> ObjectName? { prefix(8).first(where: isWanted) }
}
