import ALBController
import Admission
import Kubernetes

/// Prefix takes wildcards only where an annotation has turned the path into a regular expression.
struct PrefixPathWildcard: Rule {
    static let description = RuleDescription(
        id: "ALB402",
        name: "prefix-path-wildcard",
        summary: "A path of type Prefix must not contain the wildcards * and ?, unless it is a regular expression.",
        severity: .deny,
        kinds: [.ingress],
        stopsALB: true,
        effect: "The controller fails with \"prefix path shouldn't contain wildcards\" and no Ingress on this ALB is "
            + "updated any more.",
        example: "{path: /api/*, pathType: Prefix}",
        fix: "Use pathType ImplementationSpecific for wildcards, or set use-regex for a regular expression.",
        sources: [PublicSource.rules]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        lazy var repair = WildcardRepair(review)
        for problem in review.model.problems {
            guard case .wildcardInPath(let path, let pathType) = problem.kind else { continue }
            switch pathType {
            case "Prefix", "": add(problem, path, repair.fix(path: path, at: problem.field), &findings)
            case "ImplementationSpecific":
                findings.advise(
                    problem.field,
                    "\"\(path.clipped)\" has a wildcard; this controller treats ImplementationSpecific as Prefix",
                    value: path,
                    effect: "it may stop updating every Ingress on this ALB",
                    fix: "use pathType Prefix and a path without wildcard"
                )
            default: continue
            }
        }
    }

    private static func add(
        _ problem: GroupProblem,
        _ path: String,
        _ fix: Fix,
        _ findings: inout FindingCollector
    ) {
        findings.add(
            problem.field,
            "\"\(path.clipped)\" has a wildcard but pathType is Prefix",
            value: "Prefix \(path)",
            effect: GroupFailure.effect(if: problem.isReached) + " (\"prefix path shouldn't contain wildcards\")",
            fix: fix,
            severity: SeverityTable.deny.grade(if: problem.isReached)
        )
    }
}
