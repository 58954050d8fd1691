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
        for found in reachability.unreachable where found.isWithinOneIngress || !found.isSameForTwo {
            if found.isWithinOneIngress {
                addOwn(found, &findings)
            } else if found.rule.ingress == review.name {
                addLoss(found, &findings)
            } else {
                addTheft(found, &findings)
            }
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

    private static func addOwn(_ found: UnreachableRule, _ findings: inout FindingCollector) {
        findings.add(
            found.rule.field,
            "\(found.rule.title) is never reached: \(found.by.title) stands before it and matches first",
            value: found.by.host + found.by.path,
            effect: "ALB tries rules in the order written",
            fix: found.isDuplicate ? "remove one of the two" : "put the narrower rule first"
        )
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

    private static func addTheft(_ found: UnreachableRule, _ findings: inout FindingCollector) {
        findings.add(
            found.by.field,
            "\(found.by.title) takes all requests for \(found.rule.title) of Ingress \"\(found.rule.ingress)\"",
            value: "\(found.rule.host)\(found.rule.path) \(found.rule.ingress)",
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
