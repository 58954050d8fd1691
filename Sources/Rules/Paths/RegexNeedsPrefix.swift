import ALBController
import Admission
import Kubernetes

/// Regular expressions exist for Prefix paths only, and there the presence of an annotation switches them on.
struct RegexNeedsPrefix: Rule {
    static let description = RuleDescription(
        id: "ALB406",
        name: "regex-needs-prefix",
        summary: "use-regex and rewrite-target affect Prefix paths only, and use-regex counts by its presence.",
        severity: SeverityTable(ack: .warn, lbc: .warn, legacy: .off),
        kinds: [.ingress],
        effect: "A regular expression with another pathType is matched literally; use-regex: \"false\" turns Prefix "
            + "paths into regular expressions all the same.",
        example: #"alb.ingress.kubernetes.io/use-regex: "false""#,
        fix: "Use pathType Prefix for regular expressions, and remove the annotation where there is none.",
        sources: [PublicSource.rules, PublicSource.dictionary]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        let regex = review.facts.regex
        guard regex.useRegex != nil || regex.rewriteTarget != nil else { return }
        let annotation = regex.useRegex == nil ? "rewrite-target" : "use-regex"
        var repair = RegexRepair(review)
        for path in review.object.paths
        where path.pathType == "Exact" || path.pathType == "ImplementationSpecific" {
            guard PathText.looksLikeRegex(path.path), !path.path.hasPrefix("~"), !isTold(path) else { continue }
            findings.add(
                path.field.key("pathType"),
                "\(path.pathType) matches \"\(path.path.clipped)\" literally, \(annotation) affects Prefix paths only",
                value: "\(path.pathType) \(path.path)",
                effect: "the regular expression never matches",
                fix: repair.fix(path) ?? "use pathType Prefix if a regular expression is meant"
            )
        }
        checkValue(review, regex, &findings)
    }

    /// Whether ALB401 or ALB405 says as much of it.
    private static func isTold(_ path: IngressPath) -> Bool {
        path.pathType == "Exact" && PathText.hasWildcard(path.path) || !PathText.forbidden(in: path.path).isEmpty
    }

    private static func checkValue(
        _ review: IngressReview,
        _ regex: RegexAnnotations,
        _ findings: inout FindingCollector
    ) {
        guard let value = regex.useRegex, value != "true" else { return }
        let isAffected = review.object.paths.contains { path in
            (path.pathType == "Prefix" || path.pathType.isEmpty) && path.path != "/" && !path.path.isEmpty
                && path.path != value
        }
        guard isAffected else { return }
        findings.add(
            FieldPath.annotation(AnnotationKey.useRegex),
            "\"\(value.clipped)\" turns regular expressions on like any other value",
            value: value,
            effect: "Prefix paths are matched as regular expressions without regard to case",
            fix: fix(value, review, regex)
        )
    }

    private static func fix(_ value: String, _ review: IngressReview, _ regex: RegexAnnotations) -> Fix {
        let field = FieldPath.annotation(AnnotationKey.useRegex)
        switch BooleanWord.meaning(value) {
        case true: return .write("true", in: field)
        case false where regex.rewriteTarget != nil || review.object.paths.allSatisfy(isPlain):
            return .remove(annotation: field)
        default: return "remove the annotation, or write the word true if regular expressions are meant"
        }
    }

    /// Whether the path is right as it stands once it is no regular expression.
    private static func isPlain(_ path: IngressPath) -> Bool {
        guard path.pathType == "Prefix" || path.pathType.isEmpty else { return true }
        return !PathText.hasWildcard(path.path) && !PathText.looksLikeRegex(path.path)
            && PathText.doubtful(in: path.path).isEmpty
    }
}
