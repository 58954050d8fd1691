import ALBController
import Admission
import Kubernetes

/// A mistake in custom actions or conditions is answered by the open controller with an error for the whole group, a
/// silent panic, or its death.
struct CustomJSON: Rule {
    static let description = RuleDescription(
        id: "ALB504",
        name: "custom-json",
        summary: "actions.<service> and conditions.<service> must be JSON lists of complete actions and conditions.",
        severity: SeverityTable(ack: .deny, lbc: .deny, legacy: .off),
        kinds: [.ingress],
        stopsALB: true,
        effect: "No Ingress on this ALB is updated any more; an action without its settings even makes the open "
            + "controller panic. ALB refuses a rule without a final action.",
        example: #"alb.ingress.kubernetes.io/actions.web: '[{"type": "forward"}]'"#,
        fix: "Write a list of objects, each with Type and the settings of that type.",
        sources: [PublicSource.rules, PublicSource.store, PublicSource.dictionary, PublicSource.migration]
    )

    private static let finalBesidePort = SeverityTable(ack: .warn, lbc: .deny, legacy: .off)

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        for problem in review.model.problems {
            switch problem.kind {
            case .action(let found, let service), .condition(let found, let service):
                add(problem, found, CustomRuleRepair(review, service: service, at: problem.field), &findings)
            case .severalFinalActions(let kinds, _): addFinals(problem, kinds.map(\.rawValue), &findings)
            // That a rule of the response direction cannot forward is said already.
            case .backendBesideFinalAction(_, let service)
            where review.profile != .lbc && review.facts.directionText(service) == RuleDirection.response.rawValue:
                continue
            case .backendBesideFinalAction(let kind, let service):
                addFinalBesidePort(problem, kind.rawValue, service, &findings)
            case .trafficLimitTwice: addLimits(problem, &findings)
            default: continue
            }
        }
        CustomRuleAdvice.check(review, &findings)
    }

    private static func add(
        _ problem: GroupProblem,
        _ found: CustomRuleProblem,
        _ repair: CustomRuleRepair,
        _ findings: inout FindingCollector
    ) {
        let value = "\(found.explanation) \(found.value)"
        guard problem.consequence != .silentlyWrong else {
            findings.advise(problem.field, inside: found.path, found.explanation, value: value, fix: repair.fix(found))
            return
        }
        findings.add(
            problem.field,
            inside: found.path,
            found.explanation,
            value: value,
            effect: found.effect,
            fix: repair.fix(found),
            severity: severity(of: found).grade(if: problem.isReached)
        )
    }

    /// Whether the managed controller still reads objects of older Knative versions so is not known.
    private static func severity(of found: CustomRuleProblem) -> SeverityTable {
        found.kind == .loneActionWithoutForward
            ? SeverityTable(ack: .warn, lbc: .deny, legacy: .off) : description.severity
    }

    private static func addFinals(_ problem: GroupProblem, _ kinds: [String], _ findings: inout FindingCollector) {
        findings.add(
            problem.field,
            "\(kinds.prefix(4).joined(separator: " and ")) are \(kinds.count) final actions, there must be one",
            value: kinds.joined(separator: " "),
            effect: GroupFailure.effect + " (\"multi finalType action find\")",
            fix: "keep one of them",
            severity: description.severity.grade(if: problem.isReached)
        )
    }

    private static func addFinalBesidePort(
        _ problem: GroupProblem,
        _ kind: String,
        _ service: String,
        _ findings: inout FindingCollector
    ) {
        findings.add(
            problem.field,
            "the path forwards to Service \"\(service.clipped)\" and annotation "
                + "\(AnnotationKey.actionsPrefix)\(service.clipped) has a \(kind) besides",
            value: kind,
            effect: GroupFailure.effect + " (\"multi finalType action find\"); newer ones take the annotation's",
            fix: "use the port name use-annotation, or remove the action",
            severity: finalBesidePort.grade(if: problem.isReached)
        )
    }

    private static func addLimits(_ problem: GroupProblem, _ findings: inout FindingCollector) {
        findings.add(
            problem.field,
            "a TrafficLimit action and a traffic-limit annotation exclude each other",
            value: "TrafficLimit twice",
            effect: GroupFailure.effect,
            fix: "keep one of the two",
            severity: description.severity.grade(if: problem.isReached)
        )
    }
}
