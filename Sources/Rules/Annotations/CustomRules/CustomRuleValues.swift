import ALBController
import Admission
import JSON
import Kubernetes

/// The controller hands the values of custom actions and conditions on as they are; what ALB takes is documented.
struct CustomRuleValues: Rule {
    static let description = RuleDescription(
        id: "ALB542",
        name: "custom-rule-values",
        summary: "The values in actions.<service> and conditions.<service> must be ones that ALB takes.",
        severity: SeverityTable(ack: .warn, lbc: .warn, legacy: .off, strict: .deny),
        kinds: [.ingress],
        effect: "ALB refuses the rule, and then rule updates of the whole load balancer stop.",
        example: #"conditions.web: '[{"type": "Method", "methodConfig": {"values": ["TRACE"]}}]'"#,
        fix: "Keep to the words, lengths and characters that the message names.",
        sources: [PublicSource.createRule, PublicSource.doctor]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        for use in CustomRuleUse.all(review) {
            for (index, config) in use.conditions.configs.enumerated() {
                guard let kind = ConditionKind(custom: config.type), !use.conditions.isMistyped(index) else { continue }
                let place = JSONPointer([String(index)]).appending(kind.configKey)
                for fault in ConditionValues.faults(config, kind) {
                    add(fault, use.conditionsField, place, review, &findings)
                }
            }
            for (index, config) in (use.actions?.configs ?? []).enumerated() {
                guard let kind = ActionKind(custom: config.type) else { continue }
                let place = JSONPointer([String(index)]).appending(kind.configKey)
                for fault in ActionValues.faults(config, kind) {
                    add(fault, use.actionsField, place, review, &findings)
                }
            }
        }
    }

    private static func add(
        _ fault: CustomValueFault,
        _ field: FieldPath,
        _ place: JSONPointer,
        _ review: IngressReview,
        _ findings: inout FindingCollector
    ) {
        findings.add(
            field,
            inside: written(place, field, review),
            fault.problem,
            value: fault.value,
            effect: "ALB may refuse the rule, and then rule updates of the whole load balancer stop",
            fix: Fix(fault.fix)
        )
    }

    /// With the keys as they are spelt there.
    private static func written(_ place: JSONPointer, _ field: FieldPath, _ review: IngressReview) -> JSONPointer {
        guard case .key(let name)? = field.components.last, let text = review.annotations[name],
            let document = try? JSONDocument(parsing: Array(text.utf8))
        else { return place }
        return document.written(place)
    }
}

/// A value that ALB does not take.
struct CustomValueFault {
    var problem: String
    var value: String
    var fix: String
}
