import ALBController
import Admission
import Kubernetes

/// ALB takes 128 characters for a path value, and the controller appends to Prefix paths.
struct PathLength: Rule {
    static let description = RuleDescription(
        id: "ALB414",
        name: "path-length",
        summary: "A path must not be longer than 128 characters, 126 for Prefix.",
        severity: .warnStrictlyDeny,
        kinds: [.ingress],
        effect: "ALB may refuse the rule, and then rule updates of the whole load balancer stop.",
        example: "a path of 300 characters",
        fix: "Shorten the path, or match its beginning with pathType Prefix.",
        sources: [PublicSource.createRule]
    )

    private static let limit = 128

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard review.object.traits.contains(.longPath) else { return }
        let regex = review.facts.regex
        for path in review.object.paths where path.path.utf8.count > limit - 2 {
            let isPrefix = path.pathType == "Prefix" || path.pathType.isEmpty
            // The oldest controller knows no regular expressions.
            let isRegex = isPrefix && review.profile != .legacy && regex.makeRegex(path.path)
            let suffix = isPrefix && !isRegex ? 2 : 0
            let written = path.path.unicodeScalars.count
            let slash = suffix > 0 && path.path.utf8.last == UInt8(ascii: "/") ? 1 : 0
            guard written - slash + suffix > limit else { continue }
            findings.add(
                path.field.key("path"),
                "has \(written) characters, pathType \(path.pathType.isEmpty ? "Prefix" : path.pathType.clipped) "
                    + "allows \(limit - suffix)",
                value: path.path,
                effect: "ALB may refuse the rule, and then rule updates of the whole load balancer stop",
                fix: isPrefix ? "shorten the path" : "shorten the path, or match its beginning with pathType Prefix"
            )
        }
    }
}
