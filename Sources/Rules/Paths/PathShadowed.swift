import ALBController
import Admission
import Kubernetes

/// ALB tries rules in the order of their priority, not the longest path first as most Ingress controllers do.
struct PathShadowed: Rule {
    static let description = RuleDescription(
        id: "ALB410",
        name: "path-shadowed",
        summary: "An earlier rule must not match everything that a later one matches.",
        severity: .warn,
        kinds: [.ingress],
        effect: "The later rule is never reached. ALB tries rules by the order of their Ingress, then by its "
            + "namespace/name, then as written.",
        example: "paths: [{path: /, pathType: Prefix}, {path: /api, pathType: Prefix}]",
        fix: "Write longer paths and rules with a host first, or give their Ingress a lower order.",
        sources: [PublicSource.rules, PublicSource.groupLoader, PublicSource.migration]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        let reachability = review.model.reachability
        let found = reachability.unreachable.filter { $0.isWithinOneIngress || !$0.isSameForTwo }
        guard !found.isEmpty || !reachability.isComplete else { return }
        let atLeast = reachability.isComplete ? "" : "at least "
        for one in found where one.isWithinOneIngress { addOwn(one, review, &findings) }
        for one in found where !one.isWithinOneIngress && one.rule.ingress == review.name { addLoss(one, &findings) }
        for group in Self.groups(found.filter { !$0.isWithinOneIngress && $0.by.ingress == review.name }) {
            addTheft(group, atLeast, &findings)
        }
        guard !reachability.isComplete else { return }
        findings.advise(
            FieldPath("spec", "rules"),
            "more Ingresses on this ALB have rules for these hosts than were compared",
            value: "",
            effect: "rules of theirs may come first, or come too late because of this Ingress, without a word here",
            fix: .none
        )
    }

    /// All that one rule takes, in order; the first stands for them.
    private static func groups(_ found: [UnreachableRule]) -> [[UnreachableRule]] {
        var groups: [[UnreachableRule]] = []
        var indexes: [RulePlace: Int] = [:]
        for one in found {
            let place = RulePlace(one.by)
            if let index = indexes[place] {
                groups[index].append(one)
            } else {
                indexes[place] = groups.count
                groups.append([one])
            }
        }
        return groups
    }

    private struct RulePlace: Hashable {
        var ingress: ObjectName
        var rule: Int
        var path: Int

        init(_ rule: ModelRule) {
            ingress = rule.ingress
            self.rule = rule.ruleIndex
            path = rule.pathIndex
        }
    }

    private static func addOwn(_ found: UnreachableRule, _ review: IngressReview, _ findings: inout FindingCollector) {
        findings.add(
            found.rule.field,
            "\(found.rule.title) is never reached: \(found.by.title)\(condition(of: found, review)) stands before it and "
                + "matches first",
            value: found.by.host + found.by.path,
            effect: "ALB tries rules in the order written",
            fix: found.isDuplicate ? "remove one of the two" : "put the narrower rule first"
        )
    }

    /// Which annotation makes the rules wider than they are written.
    private static func condition(of found: UnreachableRule, _ review: IngressReview) -> String {
        guard review.facts.hasConditions else { return "" }
        for rule in [found.by, found.rule] {
            let path = review.object.paths.first { $0.ruleIndex == rule.ruleIndex && $0.index == rule.pathIndex }
            guard let service = path?.backend?.serviceName else { continue }
            let conditions = review.facts.conditions(service)
            guard let added = (conditions.hosts + conditions.paths).first else { continue }
            return ", to which conditions.\(service.clipped) adds \"\(added.clipped)\","
        }
        return ""
    }

    private static func addLoss(_ found: UnreachableRule, _ findings: inout FindingCollector) {
        findings.add(
            found.rule.field,
            "\(found.rule.title) is never reached: \(found.by.title) of Ingress \"\(found.by.ingress)\" matches first",
            value: "\(found.by.host)\(found.by.path) \(found.by.ingress)",
            effect: "ALB tries Ingresses by order, then by namespace/name",
            fix: "give this Ingress a lower alb.ingress.kubernetes.io/order"
        )
    }

    private static func addTheft(_ group: [UnreachableRule], _ atLeast: String, _ findings: inout FindingCollector) {
        guard let first = group.first else { return }
        let victim = "\(first.rule.title) of Ingress \"\(first.rule.ingress)\""
        let ingresses = Set(group.map(\.rule.ingress)).count
        let count = "\(atLeast)\(group.count) rules of \(ingresses == 1 ? "it" : "\(ingresses) Ingresses")"
        findings.add(
            first.by.field,
            "\(first.by.title) takes all requests for \(victim)" + (group.count == 1 ? "" : ", in all for \(count)"),
            value: "\(first.rule.host)\(first.rule.path) \(first.rule.ingress)",
            effect: "ALB tries Ingresses by order, then by namespace/name",
            fix: "give this Ingress a higher alb.ingress.kubernetes.io/order"
        )
    }
}

extension UnreachableRule {
    /// Two Ingresses have the rule, and no canary explains it.
    var isSameForTwo: Bool { isDuplicate && !isWithinOneIngress && !rule.isCanary && !by.isCanary }
}

extension ModelRule {
    /// Such as `"a.example.com/api"`, or `"/api"` for every host.
    var title: String { "\"\((host + path).clipped)\"" }
}
