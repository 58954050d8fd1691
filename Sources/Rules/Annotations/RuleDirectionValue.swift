import ALBController
import Admission
import Kubernetes

/// The direction is compared with two words, case included, and everything else stops the whole model.
struct RuleDirectionValue: Rule {
    static let description = RuleDescription(
        id: "ALB505",
        name: "rule-direction-value",
        summary: "rule-direction.<service> must be exactly Request or Response.",
        severity: SeverityTable(ack: .deny, lbc: .deny, legacy: .off),
        kinds: [.ingress],
        effect: "The controller fails with \"readDirection Failed\" and no Ingress on this ALB is updated any more.",
        example: #"alb.ingress.kubernetes.io/rule-direction.web: "response""#,
        fix: "Write Request or Response, or remove the annotation.",
        sources: [PublicSource.rules, PublicSource.migration]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        let found = review.annotations.all(withPrefix: AnnotationKey.ruleDirectionPrefix)
        let wrong = found.filter { $0.value != "Request" && $0.value != "Response" }
        guard !wrong.isEmpty else { return }
        let building = RuleBuilding(review)
        var used: Set<String> = []
        for path in review.object.paths {
            guard let name = path.backend?.serviceName, !used.contains(name), building.makesRule(path) else { continue }
            used.insert(name)
        }
        for (key, value) in wrong {
            let service = String(Substring(key.utf8.dropFirst(AnnotationKey.ruleDirectionPrefix.utf8CodeUnitCount)))
            let word = GoText.trimSpace(value).lowercased() == "response" ? "Response" : "Request"
            findings.add(
                FieldPath.annotation(key),
                value.isEmpty ? "is empty" : "\"\(value.clipped)\" is neither \"Request\" nor \"Response\"",
                value: value,
                effect: GroupFailure.effect(if: used.contains(service)) + " (\"readDirection Failed\")",
                fix: Fix("write \"\(word)\"" + (word == "Request" ? ", or remove the annotation" : "")),
                severity: building.severity(severity(value), if: used.contains(service))
            )
        }
    }

    private static func severity(_ value: String) -> SeverityTable {
        value.isEmpty ? SeverityTable(ack: .warn, lbc: .deny, legacy: .off) : description.severity
    }
}
