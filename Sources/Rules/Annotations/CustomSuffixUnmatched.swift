import ALBController
import Admission
import Kubernetes

/// `actions.x`, `conditions.x` and `rule-direction.x` are looked up by the Service of a path, so another suffix is
/// never found.
struct CustomSuffixUnmatched: Rule {
    static let description = RuleDescription(
        id: "ALB503",
        name: "custom-suffix-unmatched",
        summary: "The suffix of actions., conditions. and rule-direction. must be a backend Service of the Ingress.",
        severity: SeverityTable(ack: .warn, lbc: .warn, legacy: .off, strict: .deny),
        kinds: [.ingress],
        effect: "The annotation is ignored without a word.",
        example: "alb.ingress.kubernetes.io/actions.redirect beside backend: {service: {name: web, ...}}",
        fix: "Name the annotation after the Service of the path; it need not exist if its port is use-annotation.",
        sources: [PublicSource.rules, PublicSource.doctor, PublicSource.migration]
    )

    private static let prefixes = [
        AnnotationKey.actionsPrefix, AnnotationKey.conditionsPrefix, AnnotationKey.ruleDirectionPrefix,
    ]
    /// Above this many Services or annotations no suggestion is looked for.
    private static let suggested = 32

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        var services: Set<String>?
        for prefix in prefixes {
            for (index, entry) in review.annotations.all(withPrefix: prefix).enumerated() {
                let known = services ?? Set(review.object.paths.compactMap(\.backend?.serviceName))
                services = known
                let suffix = String(Substring(entry.name.utf8.dropFirst(prefix.utf8CodeUnitCount)))
                guard !known.contains(suffix) else { continue }
                let canSuggest = index < suggested && known.count <= suggested
                let nearest = canSuggest ? Suggestion.nearest(to: suffix, in: known.sorted()) : nil
                let only = known.count == 1 ? known.first : nil
                findings.add(
                    FieldPath.annotation(entry.name),
                    "is ignored: no path uses a Service named \"\(suffix.clipped)\"",
                    value: suffix,
                    fix: (nearest ?? only).map { "name the annotation after Service \($0.clipped)" }
                        ?? "name the annotation after the Service of the path"
                )
            }
        }
    }
}
