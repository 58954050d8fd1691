import ALBController
import Admission
import Kubernetes

/// A canary works only beside a main Ingress with the same host and path, and only by one of header, cookie or weight.
struct Canary: Rule {
    static let description = RuleDescription(
        id: "ALB508",
        name: "canary",
        summary: "A canary needs a main Ingress with its host and path, and a header, a cookie or a weight of 0-100.",
        severity: SeverityTable(ack: .deny, lbc: .deny, legacy: .warn),
        kinds: [.ingress],
        operations: [.create, .update, .delete],
        stopsALB: true,
        effect: "Custom conditions, or a weight beside a ForwardGroup action, stop every Ingress on the ALB; a rule "
            + "without http makes the open controller panic; everything else loses the canary without a word.",
        example: #"alb.ingress.kubernetes.io/canary-weight: "20%""#,
        fix: "Set one of canary-by-header, canary-by-cookie or canary-weight, and create the main Ingress first.",
        sources: [PublicSource.rules, PublicSource.advancedGuide, PublicSource.migration]
    )

    private static let ruleWithoutHTTP = SeverityTable(ack: .warn, lbc: .deny, legacy: .warn)

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard review.facts.isCanary else {
            if review.operation != .create { LeavingMain.check(review, &findings) }
            return
        }
        guard review.operation != .delete else { return }
        for problem in review.model.problems {
            switch problem.kind {
            case .canaryRuleWithoutHTTP: addRuleWithoutHTTP(problem, &findings)
            case .canaryWithConditions(let service): addConditions(problem, service, &findings)
            case .canaryWeightWithForwardAction(let service): addForwardAction(problem, service, &findings)
            default: continue
            }
        }
        CanaryKind.check(review, review.facts.canary, &findings)
        CanaryPairing.check(review, review.facts.canary, &findings)
    }

    private static func addRuleWithoutHTTP(_ problem: GroupProblem, _ findings: inout FindingCollector) {
        findings.add(
            problem.field,
            "a canary must not have a rule without http",
            value: "",
            effect: "the open controller panics and freezes every Ingress on this ALB without an event",
            fix: "add http.paths, or remove the rule",
            severity: ruleWithoutHTTP.grade(if: problem.isReached)
        )
    }

    private static func addConditions(_ problem: GroupProblem, _ service: String, _ findings: inout FindingCollector) {
        findings.add(
            problem.field,
            "a canary must not have custom conditions",
            value: service,
            effect: GroupFailure.effect + " (\"can't exist Canary and customize condition at the same time\")",
            fix: "remove the annotation, or canary",
            severity: description.severity.grade(if: problem.isReached)
        )
    }

    private static func addForwardAction(
        _ problem: GroupProblem,
        _ service: String,
        _ findings: inout FindingCollector
    ) {
        findings.add(
            problem.field,
            "a canary with a weight must not have a ForwardGroup action",
            value: service,
            effect: GroupFailure.effect,
            fix: "remove the action, or write its weights there and remove canary",
            severity: description.severity.grade(if: problem.isReached)
        )
    }
}
