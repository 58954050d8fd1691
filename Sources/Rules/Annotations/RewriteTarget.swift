import ALBController
import Admission
import Kubernetes

/// ALB writes captures as `${1}`, and only Prefix paths are regular expressions that can capture.
struct RewriteTarget: Rule {
    static let description = RuleDescription(
        id: "ALB511",
        name: "rewrite-target",
        summary: "rewrite-target must refer to captures of the path as ${1}, ${2} and so on.",
        severity: SeverityTable(ack: .warn, lbc: .warn, legacy: .off),
        kinds: [.ingress],
        effect: "The text is sent to the backend as it is, so the application answers 404.",
        example: #"alb.ingress.kubernetes.io/rewrite-target: "/$2""#,
        fix: "Write ${2} instead of $2 and a slash first, and have that many groups in each path, all of type Prefix.",
        sources: [PublicSource.dictionary, PublicSource.migration]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard let target = review.annotations.trimmed(AnnotationKey.rewriteTarget) else { return }
        let field = FieldPath.annotation(AnnotationKey.rewriteTarget)
        let text = RewriteTargetText(target)
        let isURL = target.contains("://")
        let fix: Fix =
            isURL ? "write a path; for another host use a Redirect action" : .write(text.corrected, in: field)
        if let bare = text.bare {
            findings.add(
                field,
                "\"$\(bare)\" is the form of nginx",
                value: target,
                effect: "ALB takes it literally",
                fix: fix
            )
        }
        if !text.hasSlash {
            findings.add(
                field,
                isURL ? "\"\(target.clipped)\" is no path" : "\"\(target.clipped)\" does not begin with a slash",
                value: target,
                effect: "ALB may refuse the rule, and then rule updates of the whole load balancer stop",
                fix: fix
            )
        }
        if target.contains("?"), !isURL {
            findings.add(
                field,
                "\"\(target.clipped)\" has a question mark",
                value: target,
                effect: "a path cannot hold a query, and ALB may refuse the rule",
                fix: "write the path alone; for a query use a Rewrite action with path and query"
            )
        }
        guard text.highest > 0 else {
            if !target.contains("${"), !isURL, !PathText.hasWildcard(target) {
                checkConstant(review, text.corrected, &findings)
            }
            return
        }
        checkGroups(review, target, text.highest, &findings)
    }

    /// A target without captures is what every request becomes, whatever stands behind the prefix.
    private static func checkConstant(_ review: IngressReview, _ target: String, _ findings: inout FindingCollector) {
        let wide = review.object.paths.filter { path in
            let isPrefix = path.pathType == "Prefix" || path.pathType.isEmpty
            return isPrefix ? RewriteTargetText.isWide(path.path) : PathText.hasWildcard(path.path)
        }
        guard let first = wide.first else { return }
        let path = IngressPathPatterns.stored(first.path)
        let others =
            switch wide.count {
            case 1: ""
            case 2: " and below another path"
            default: " and below \(wide.count - 1) other paths"
            }
        findings.add(
            FieldPath.annotation(AnnotationKey.rewriteTarget),
            "every request below \"\(path.clipped)\"\(others) becomes \"\(target.clipped)\", because the target has no "
                + "capture",
            value: target,
            effect: "sub-paths such as those of scripts and images are lost",
            fix: constantFix(path, target, wide, review)
        )
    }

    private static func constantFix(
        _ path: String,
        _ target: String,
        _ wide: [IngressPath],
        _ review: IngressReview
    ) -> Fix {
        let isItself = wide.allSatisfy { IngressPathPatterns.stored($0.path) == target }
        // For ingress-nginx such a rewrite does nothing.
        if isItself, review.facts.regex.useRegex == nil {
            return .remove(annotation: FieldPath.annotation(AnnotationKey.rewriteTarget))
        }
        if PathText.looksLikeRegex(path) {
            return "refer to a group such as (.*) of the path as ${1} in rewrite-target"
        }
        let plain = path.hasSuffix("/") ? String(path.dropLast()) : path
        guard !plain.isEmpty else { return "remove rewrite-target, or use path /(.*) with ${1} in rewrite-target" }
        let others = Array(review.object.paths).count > 1 ? "; paths to be kept whole need an Ingress of their own" : ""
        return Fix("to strip the prefix use path \(plain.clipped)(/|$)(.*) and rewrite-target /${2}\(others)")
    }

    private static func checkGroups(
        _ review: IngressReview,
        _ target: String,
        _ highest: Int,
        _ findings: inout FindingCollector
    ) {
        var repair = RegexRepair(review)
        for path in review.object.paths {
            let isPrefix = path.pathType == "Prefix" || path.pathType.isEmpty
            let groups = PathText.captureCount(path.path)
            if !isPrefix {
                // Of an expression that is none ALB401, ALB405 and ALB406 speak.
                guard !PathText.looksLikeRegex(path.path) else { continue }
                findings.add(
                    path.field.key("pathType"),
                    "\(path.pathType.clipped) captures nothing, but rewrite-target uses ${\(highest)}",
                    value: "\(path.pathType) \(path.path) \(highest)",
                    effect: effect,
                    fix: repair.fix(path)
                        ?? "use pathType Prefix and a path with as many groups in round brackets"
                )
            } else if IngressPathPatterns.stored(path.path) == "/" {
                findings.add(
                    path.field.key("path"),
                    "\"/\" is no regular expression, but rewrite-target uses ${\(highest)}",
                    value: "\(path.pathType) \(path.path) \(highest)",
                    effect: effect,
                    fix: "write a path with as many groups in round brackets"
                )
            } else if groups < highest, path.path != target {
                findings.add(
                    path.field.key("path"),
                    "\"\(path.path.clipped)\" has \(groups == 1 ? "1 group" : "\(groups) groups"), but rewrite-target "
                        + "uses ${\(highest)}",
                    value: "\(path.path) \(highest)",
                    effect: effect,
                    fix: "add groups in round brackets to the path, or use a lower number in rewrite-target"
                )
            }
        }
    }

    private static let effect = "requests are rewritten to a wrong path"
}
