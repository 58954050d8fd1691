import ALBController
import Admission
import Kubernetes

/// Who moves an Ingress to ALB leaves annotations of the controller before behind, and nothing complains.
struct ForeignAnnotation: Rule {
    static let description = RuleDescription(
        id: "ALB520",
        name: "foreign-annotation",
        summary: "Annotations of other ingress controllers do nothing on an Ingress that ALB serves.",
        severity: .warn,
        kinds: [.ingress],
        effect: "Rewrites, redirects, timeouts, headers and sessions that they ask for do not happen.",
        example: #"nginx.ingress.kubernetes.io/proxy-read-timeout: "600""#,
        fix: "Write what the message names instead, an annotation of ALB or a field of the AlbConfig, and remove it.",
        sources: [
            PublicSource.annotations, PublicSource.migration,
            "https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/",
        ]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        let keys = review.facts.survey.foreign
        guard !keys.isEmpty else { return }
        var trial = FixTrial(review)
        let leftovers = keys.map { LeftoverFinding($0, review) }.filter { $0.harm != .protection && !$0.isPointless }
        // What is worth most comes first: there is room for a few thousand characters only.
        for harm in [Leftover.Harm.behaviour, .tuning, .none] {
            for leftover in leftovers where leftover.harm == harm {
                findings.advise(
                    FieldPath.annotation(leftover.key.name),
                    leftover.problem,
                    value: leftover.key.value.clipped,
                    effect: leftover.effect,
                    fix: leftover.fix(review, &trial)
                )
            }
        }
    }
}
