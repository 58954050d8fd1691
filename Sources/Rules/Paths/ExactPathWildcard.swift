import ALBController
import Admission
import Kubernetes

/// The model builder refuses a wildcard in an Exact path, and with it the whole model.
struct ExactPathWildcard: Rule {
    static let description = RuleDescription(
        id: "ALB401",
        name: "exact-path-wildcard",
        summary: "A path of type Exact must not contain the wildcards * and ?.",
        severity: .deny,
        kinds: [.ingress],
        stopsALB: true,
        effect: "The controller fails with \"exact path shouldn't contain wildcards\" and no Ingress on this ALB is "
            + "updated any more.",
        example: "{path: /api/*, pathType: Exact}",
        fix: "Use pathType ImplementationSpecific for wildcards.",
        sources: [PublicSource.rules]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        lazy var repair = WildcardRepair(review)
        for problem in review.model.problems {
            guard case .wildcardInPath(let path, "Exact") = problem.kind else { continue }
            findings.add(
                problem.field,
                "\"\(path.clipped)\" has a wildcard but pathType is Exact",
                value: "Exact \(path)",
                effect: GroupFailure.effect(if: problem.isReached) + " (\"exact path shouldn't contain wildcards\")",
                fix: repair.fix(path: path, at: problem.field),
                severity: SeverityTable.deny.grade(if: problem.isReached)
            )
        }
    }
}
