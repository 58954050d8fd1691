import ALBController
import Admission
import Kubernetes

/// All Ingresses of an ALB are built together, so what is right here waits for what is wrong there.
struct ALBFrozen: Rule {
    static let description = RuleDescription(
        id: "ALB214",
        name: "alb-frozen",
        summary: "No other object on the ALB should keep the controller from updating it.",
        severity: .warn,
        kinds: [.ingress],
        effect: "The controller builds all Ingresses of an ALB together and stops at the first fault, so this one is "
            + "stored and nothing of it is served until the other is repaired.",
        example: "an Exact path with a wildcard in an Ingress of another team",
        fix: "Repair the object that the message names, or move to another AlbConfig.",
        sources: [PublicSource.model, PublicSource.troubleshooting]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard let name = review.binding.albConfigName else { return }
        let neighbours =
            review.model.neighbours
            ?? AlbConfigIngresses(onAlbConfig: name, review.context.resolver, except: review.name)
        let stops = neighbours.stops()
        if let first = stops.first {
            add(first, count: stops.count, review, &findings)
        } else if review.profile == .lbc {
            addPair(neighbours, review, &findings)
        }
    }

    private static func add(
        _ stop: StandingStop,
        count: Int,
        _ review: IngressReview,
        _ findings: inout FindingCollector
    ) {
        let rule = RuleCatalog.standard.rule(stop.rule)
        let others = count > 1 ? " (and \(count - 1) more)" : ""
        findings.advise(
            review.classField,
            "\(stop.kind.rawValue) \"\(stop.name)\" \(stop.kind == .albConfig ? "of this ALB" : "on the same ALB") breaks \(stop.rule)"
                + (rule.map { " (\($0.name))" } ?? "") + others,
            value: "\(stop.name) \(stop.rule)",
            effect: "the controller updates nothing on this ALB until it is repaired",
            fix: Fix(rule.map { "repair it: \($0.fix.asPartOfASentence)" } ?? "repair it")
        )
    }

    /// Two that are right alone and not together; the managed controller lives with both.
    private static func addPair(
        _ neighbours: AlbConfigIngresses,
        _ review: IngressReview,
        _ findings: inout FindingCollector
    ) {
        if let conflict = neighbours.portConflict {
            findings.advise(
                review.classField,
                "Ingresses \"\(conflict.http)\" and \"\(conflict.https)\" on the same ALB use port \(conflict.port) for HTTP "
                    + "and for HTTPS (ALB301, listener-missing)",
                value: "\(conflict.http) \(conflict.https)",
                effect: "the controller updates nothing on this ALB until one of them changes",
                fix: "give one of them another port"
            )
        } else if let conflict = neighbours.orderConflict {
            findings.advise(
                review.classField,
                "Ingresses \"\(conflict.first)\" and \"\(conflict.second)\" on the same ALB both have order "
                    + "\(conflict.order) (ALB509, order)",
                value: "\(conflict.first) \(conflict.second)",
                effect: "the controller updates nothing on this ALB until one of them changes",
                fix: "give one of them another order"
            )
        }
    }
}

extension String {
    /// Without capital and final stop.
    fileprivate var asPartOfASentence: String {
        let text = hasSuffix(".") ? dropLast() : self[...]
        return text.prefix(1).lowercased() + text.dropFirst()
    }
}
