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
        stopsALB: true,
        effect: "The controller fails with \"readDirection Failed\" and no Ingress on this ALB is updated any more.",
        example: #"alb.ingress.kubernetes.io/rule-direction.web: "response""#,
        fix: "Write Request or Response, or remove the annotation.",
        sources: [PublicSource.rules, PublicSource.migration]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        for problem in review.model.problems {
            guard case .direction(let value) = problem.kind else { continue }
            findings.add(
                problem.field,
                value.isEmpty ? "is empty" : "\"\(value.clipped)\" is neither \"Request\" nor \"Response\"",
                value: value,
                effect: GroupFailure.effect(if: problem.isReached) + " (\"readDirection Failed\")",
                fix: fix(value, problem.field, review),
                severity: (value.isEmpty ? mildInACK : description.severity).grade(if: problem.isReached)
            )
        }
    }

    /// Without the annotation a rule is for requests.
    private static func fix(_ value: String, _ field: FieldPath, _ review: IngressReview) -> Fix {
        switch GoText.trimSpace(value).lowercased() {
        case "request": .write("Request", in: field)
        case "response" where isResponse(field, review): .write("Response", in: field)
        case "": .remove(annotation: field)
        default: "write Request or Response, or remove the annotation"
        }
    }

    /// Whether the rules have what one of the response direction needs: actions, and no Service to forward to.
    private static func isResponse(_ field: FieldPath, _ review: IngressReview) -> Bool {
        guard case .key(let name)? = field.components.last else { return false }
        let service = String(Substring(name.utf8.dropFirst(AnnotationKey.ruleDirectionPrefix.utf8CodeUnitCount)))
        guard review.facts.actions(service)?.configs.isEmpty == false else { return false }
        return review.object.paths.allSatisfy {
            $0.backend?.serviceName != service || review.facts.usesAnnotation($0)
        }
    }

    private static let mildInACK = SeverityTable(ack: .warn, lbc: .deny, legacy: .off)
}
