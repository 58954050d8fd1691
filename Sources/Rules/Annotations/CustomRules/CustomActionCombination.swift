import ALBController
import Admission
import Kubernetes

/// Some actions have nothing to work on beside others.
struct CustomActionCombination: Rule {
    static let description = RuleDescription(
        id: "ALB543",
        name: "custom-action-combination",
        summary:
            "Rewrite and TrafficMirror need a forward; neither goes with what answers by itself, nor with each other.",
        severity: SeverityTable(ack: .warn, lbc: .warn, legacy: .off, strict: .deny),
        kinds: [.ingress],
        effect: "ALB refuses the rule, and then rule updates of the whole load balancer stop.",
        example: #"actions.web: '[{"type": "Rewrite", ...}, {"type": "FixedResponse", ...}]'"#,
        fix: "Keep one of the two, or forward to a ForwardGroup.",
        sources: [PublicSource.createRule, PublicSource.rules]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard review.facts.hasActions else { return }
        let rewrites = review.annotations.trimmed(AnnotationKey.rewriteTarget) != nil
        for use in CustomRuleUse.all(review) where !use.isOfResponse {
            let kinds = use.actions?.actions.map(\.kind) ?? []
            let final = kinds.first { $0 == .fixedResponse || $0 == .redirect }
            if kinds.count(where: { $0 == .rewrite }) + (rewrites ? 1 : 0) > 1 {
                let other = rewrites ? "annotation rewrite-target" : "another Rewrite"
                add(.rewrite, beside: other, use, "a rule can be rewritten once", &findings)
            }
            if kinds.contains(.trafficMirror), rewrites || kinds.contains(.rewrite) {
                let other = kinds.contains(.rewrite) ? "a Rewrite" : "annotation rewrite-target"
                add(.trafficMirror, beside: other, use, "a mirrored rule cannot be rewritten", &findings)
            }
            guard let final else { continue }
            let article = "a \(final.rawValue)"
            if kinds.contains(.rewrite) {
                add(
                    .rewrite,
                    beside: article,
                    use,
                    "there is nothing to rewrite: a Rewrite needs a ForwardGroup",
                    &findings
                )
            } else if rewrites {
                addAnnotation(final, use, &findings)
            }
            if kinds.contains(.trafficMirror) {
                add(
                    .trafficMirror,
                    beside: article,
                    use,
                    "there is nothing to mirror: it needs a ForwardGroup",
                    &findings
                )
            }
        }
    }

    private static func add(
        _ kind: ActionKind,
        beside other: String,
        _ use: CustomRuleUse,
        _ reason: String,
        _ findings: inout FindingCollector
    ) {
        findings.add(
            use.actionsField,
            "\(kind.rawValue) beside \(other)",
            value: "\(kind.rawValue) \(other)",
            effect: "\(reason), and ALB may refuse the rule",
            fix: "keep one of the two"
        )
    }

    private static func addAnnotation(_ final: ActionKind, _ use: CustomRuleUse, _ findings: inout FindingCollector) {
        findings.add(
            FieldPath.annotation(AnnotationKey.rewriteTarget),
            "rewrites also the paths of Service \"\(use.service.clipped)\", whose annotation has a \(final.rawValue)",
            value: "\(final.rawValue) \(use.service)",
            effect: "a Rewrite needs a ForwardGroup, and ALB may refuse the rule",
            fix: "move those paths to an Ingress of their own"
        )
    }
}
