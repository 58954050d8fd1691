import ALBController
import Admission
import Kubernetes

/// Other controllers match ImplementationSpecific as a prefix; ALB sends it to the cloud as it is written.
struct ImplementationSpecificIsExact: Rule {
    static let description = RuleDescription(
        id: "ALB403",
        name: "implementation-specific-is-exact",
        summary: "A path of type ImplementationSpecific without wildcard matches that one path only.",
        severity: .off,
        kinds: [.ingress],
        effect: "ALB matches the path literally, so sub-paths are answered with 503. Only the path \"/\" is reported "
            + "unless the rule is switched on.",
        example: "{path: /, pathType: ImplementationSpecific}",
        fix: "Use pathType Prefix to match sub-paths, or Exact to say that one path is meant.",
        sources: [PublicSource.rules, PublicSource.quickStart]
    )

    private static let rootSeverity = SeverityTable(ack: .warn, lbc: .warn, legacy: .off)

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard review.facts.makesRules else { return }
        for path in review.object.paths
        where path.pathType == "ImplementationSpecific" && !PathText.hasWildcard(path.path)
            && !path.path.hasPrefix("~")
        {
            let text = IngressPathPatterns.stored(path.path)
            let isRoot = text == "/"
            findings.add(
                path.field.key("pathType"),
                "ImplementationSpecific matches \"\(text.clipped)\" exactly and nothing below it",
                value: path.path,
                effect: isRoot
                    ? "every request but the one for \"/\" is answered with 503" : "sub-paths are answered with 503",
                fix: "use pathType Prefix, or Exact if only \"\(text.clipped)\" is meant",
                severity: isRoot ? rootSeverity : .off
            )
        }
    }
}
