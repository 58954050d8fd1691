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
        for shadow in ShadowedPaths(review).found where shadow.isWithinOneIngress || !shadow.isDuplicate {
            let value = "\(shadow.winner.host)\(shadow.winner.path)"
            if shadow.isWithinOneIngress {
                findings.add(
                    shadow.loser.field,
                    "\(shadow.loser.title) is never reached: \(shadow.winner.title) stands before it and matches first",
                    value: value,
                    effect: "ALB tries rules in the order written",
                    fix: shadow.isDuplicate ? "remove one of the two" : "put the narrower rule first"
                )
            } else if shadow.loser.ingress == review.name {
                findings.add(
                    shadow.loser.field,
                    "\(shadow.loser.title) is never reached: \(shadow.winner.title) of Ingress "
                        + "\"\(shadow.winner.ingress)\" matches first",
                    value: "\(value) \(shadow.winner.ingress)",
                    effect: "ALB tries Ingresses by order, then by namespace/name",
                    fix: "give this Ingress a lower alb.ingress.kubernetes.io/order"
                )
            } else {
                findings.add(
                    shadow.winner.field,
                    "\(shadow.winner.title) takes all requests for \(shadow.loser.title) of Ingress "
                        + "\"\(shadow.loser.ingress)\"",
                    value: "\(shadow.loser.host)\(shadow.loser.path) \(shadow.loser.ingress)",
                    effect: "ALB tries Ingresses by order, then by namespace/name",
                    fix: "give this Ingress a higher alb.ingress.kubernetes.io/order"
                )
            }
        }
    }
}

extension RoutedPath {
    /// Such as `"a.example.com/api"`, or `"/api"` for every host.
    var title: String { "\"\((host + path).clipped)\"" }
}
