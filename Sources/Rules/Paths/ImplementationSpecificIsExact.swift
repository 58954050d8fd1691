import ALBController
import Admission
import Kubernetes

/// Other controllers match ImplementationSpecific as a prefix; ALB sends it to the cloud as it is written.
struct ImplementationSpecificIsExact: Rule {
    static let description = RuleDescription(
        id: "ALB403",
        name: "implementation-specific-is-exact",
        summary: "A path of type ImplementationSpecific without wildcard matches that one path only.",
        severity: SeverityTable(ack: .warn, lbc: .warn, legacy: .off),
        kinds: [.ingress],
        effect: "ALB matches the path literally: sub-paths go to other rules or are answered with 503, and with "
            + "direction Response their responses stay as they are. Only the path \"/\" is reported unless the preset "
            + "is strict.",
        example: "{path: /, pathType: ImplementationSpecific}",
        fix: "Use pathType Prefix to match sub-paths, or Exact to say that one path is meant.",
        sources: [PublicSource.rules, PublicSource.quickStart]
    )

    /// Many mean it so.
    private static let elsewhere = SeverityTable(ack: .off, lbc: .off, legacy: .off, strict: .warn)

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard review.object.traits.contains(.implementationSpecificPath), review.facts.makesRules else { return }
        var last: [String: IngressPath]?
        for path in review.object.paths
        where path.pathType == "ImplementationSpecific" && !PathText.hasWildcard(path.path)
            && !path.path.hasPrefix("~")
        {
            let text = IngressPathPatterns.stored(path.path)
            let isRoot = text == "/"
            if isRoot, last == nil { last = lastPaths(review.object) }
            findings.add(
                path.field.key("pathType"),
                "ImplementationSpecific matches \"\(text.clipped)\" exactly and nothing below it",
                value: path.path,
                effect: effect(on: isRoot ? "every other path" : "each path below it", path, review),
                fix: isRoot && isFree(path, last ?? [:], review)
                    ? Fix("use pathType \"Prefix\"", .add(path.field.key("pathType"), "Prefix"))
                    : "use pathType Prefix to match what is below too, or Exact to say that one path is meant",
                severity: isRoot ? nil : elsewhere
            )
        }
    }

    private static func effect(on others: String, _ path: IngressPath, _ review: IngressReview) -> String {
        let direction = path.backend.flatMap { review.facts.directionText($0.serviceName) }
        return direction == RuleDirection.response.rawValue
            ? "the response for \(others) is left as it is"
            : "a request for \(others) is answered with 503 unless another rule takes it"
    }

    private static func lastPaths(_ ingress: Ingress) -> [String: IngressPath] {
        var last: [String: IngressPath] = [:]
        for rule in ingress.rules { last[rule.host] = rule.paths.last ?? last[rule.host] }
        return last
    }

    /// Whether the path takes nothing from others as a prefix of everything: ALB tries the rules in the order written.
    private static func isFree(_ path: IngressPath, _ last: [String: IngressPath], _ review: IngressReview) -> Bool {
        let isForOneHost = !path.host.isEmpty && !path.host.hasPrefix("*")
        let end = isForOneHost ? last[path.host] : last.values.max { $0.ruleIndex < $1.ruleIndex }
        guard end?.ruleIndex == path.ruleIndex, end?.index == path.index else { return false }
        // A prefix of everything has no groups that a rewrite could use.
        let target = review.annotations.trimmed(AnnotationKey.rewriteTarget)
        guard target.map({ RewriteTargetText($0).highest == 0 }) ?? true else { return false }
        return review.model.neighbours?.meeting(host: path.host, limit: 1).names.isEmpty ?? true
    }
}
