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
        effect: "The controller fails with \"prefix path shouldn't contain wildcards\" and no Ingress on this ALB is "
            + "updated any more.",
        example: "{path: /api/*, pathType: Prefix}",
        fix: "Remove the wildcard, use pathType ImplementationSpecific, or set use-regex for a regular expression.",
        sources: [PublicSource.rules]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        let building = RuleBuilding(review)
        guard building.canary.makesRules else { return }
        let regex = RegexAnnotations(review.annotations)
        let isLegacy = review.profile == .legacy
        for path in review.object.paths where PathText.hasWildcard(path.path) {
            switch path.pathType {
            case "Prefix", "":
                guard isLegacy || !regex.makeRegex(path.path) else { continue }
                add(path, building, isLegacy, &findings)
            case "ImplementationSpecific" where isLegacy:
                findings.advise(
                    path.field.key("path"),
                    "\"\(path.path.clipped)\" has a wildcard; this controller treats ImplementationSpecific as Prefix",
                    value: path.path,
                    effect: "it may stop updating every Ingress on this ALB",
                    fix: "use pathType Prefix with \"\(PathText.prefix(beforeWildcardOf: path.path).clipped)\""
                )
            default: continue
            }
        }
    }

    private static func add(
        _ path: IngressPath,
        _ building: RuleBuilding,
        _ isLegacy: Bool,
        _ findings: inout FindingCollector
    ) {
        let prefix = "pathType Prefix with \"\(PathText.prefix(beforeWildcardOf: path.path).clipped)\""
        let others =
            isLegacy
            ? ""
            : ", pathType ImplementationSpecific to keep the wildcard, or annotation use-regex: \"true\" if it is "
                + "a regular expression"
        let isReached = building.makesRule(path)
        findings.add(
            path.field.key("path"),
            "\"\(path.path.clipped)\" has a wildcard but pathType is Prefix",
            value: "Prefix \(path.path)",
            effect: GroupFailure.effect(if: isReached) + " (\"prefix path shouldn't contain wildcards\")",
            fix: Fix("use " + prefix + others),
            severity: building.severity(.deny, if: isReached)
        )
    }
}
