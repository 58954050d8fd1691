import ALBController
import Admission
import Kubernetes

/// The controller passes a path on unchecked; ALB refuses these characters, and then the rules of the whole load
/// balancer stop updating.
///
/// Only a warning for the open controllers, which themselves have nothing against such a path.
struct IllegalLiteralPathChar: Rule {
    static let description = RuleDescription(
        id: "ALB405",
        name: "illegal-literal-path-char",
        summary: "A path that is matched literally must consist of characters that ALB allows.",
        severity: SeverityTable(ack: .deny, lbc: .warn, legacy: .warn, strict: .deny),
        kinds: [.ingress],
        stopsALB: true,
        effect: "ALB answers \"PathConfig.Values ... is illegal\" and rule updates of the whole load balancer stop.",
        example: "{path: /svc(/|$)(.*), pathType: ImplementationSpecific}",
        fix: "For a regular expression use pathType Prefix and annotation use-regex: \"true\", which the oldest "
            + "controller does not know; else remove the character.",
        sources: [PublicSource.migration, PublicSource.createRule]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard review.object.traits.contains(.unusualPath), review.facts.makesRules else { return }
        let regex = review.facts.regex
        var repair = RegexRepair(review)
        for path in review.object.paths {
            let isPrefix = path.pathType == "Prefix" || path.pathType.isEmpty
            let isRegex = isPrefix && regex.makeRegex(path.path)
            // Of a wildcard where there must be none ALB401 and ALB402 speak, and what mends that mends both.
            let hasWildcard =
                (path.pathType != "ImplementationSpecific" || review.profile == .legacy)
                && PathText.hasWildcard(path.path)
            guard !isRegex, !hasWildcard, !path.path.hasPrefix("~") else { continue }
            let forbidden = PathText.forbidden(in: path.path)
            let found = forbidden.isEmpty ? PathText.doubtful(in: path.path) : forbidden
            guard !found.isEmpty else { continue }
            if forbidden.isEmpty {
                addDoubtful(path, found, &findings)
            } else {
                addForbidden(path, found, review, &repair, &findings)
            }
        }
    }

    private static func addForbidden(
        _ path: IngressPath,
        _ found: [Character],
        _ review: IngressReview,
        _ repair: inout RegexRepair,
        _ findings: inout FindingCollector
    ) {
        let pathType = path.pathType.isEmpty ? "Prefix" : path.pathType
        let otherwise: Fix =
            review.profile == .legacy
            ? "remove the characters, because this controller knows no regular expressions"
            : "use pathType Prefix and annotation use-regex for a regular expression, else remove the characters"
        findings.add(
            path.field.key("path"),
            "\"\(path.path.clipped)\" contains \(found.quoted), but pathType \(pathType.clipped) is matched literally here",
            value: "\(pathType) \(path.path)",
            effect: "ALB answers \"PathConfig.Values ... is illegal\" and rule updates of the whole load balancer stop",
            fix: repair.fix(path) ?? otherwise
        )
    }

    private static func addDoubtful(_ path: IngressPath, _ found: [Character], _ findings: inout FindingCollector) {
        findings.advise(
            path.field.key("path"),
            "\"\(path.path.clipped)\" contains \(found.quoted), which the documented grammar of ALB paths lacks",
            value: path.path,
            effect: "ALB may refuse the rule, and then rule updates of the whole load balancer stop",
            fix: "use letters, digits and - _ . + / & ~ @ : only"
        )
    }
}
