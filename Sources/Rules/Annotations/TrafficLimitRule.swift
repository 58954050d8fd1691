import ALBController
import Admission
import Kubernetes

/// The limits are read with `strconv.Atoi`, and the limit per client must be below the total.
struct TrafficLimitRule: Rule {
    static let description = RuleDescription(
        id: "ALB510",
        name: "traffic-limit",
        summary: "traffic-limit-qps and traffic-limit-ip-qps must be positive integers, the second below the first.",
        severity: SeverityTable(ack: .deny, lbc: .deny, legacy: .off),
        kinds: [.ingress],
        stopsALB: true,
        effect: "The controller fails while it builds the rules, and no Ingress on this ALB is updated any more.",
        example: #"alb.ingress.kubernetes.io/traffic-limit-qps: "100/s""#,
        fix: "Write integers from 1 to 100000, the limit per client below the total.",
        sources: [PublicSource.rules, PublicSource.dictionary]
    )

    static let documentedMaximum = 100_000

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard review.facts.annotationActions.hasLimit else { return }
        for problem in review.model.problems {
            guard case .trafficLimit(let reason) = problem.kind else { continue }
            add(problem, reason, review, &findings)
        }
        guard let limit = review.facts.annotationActions.trafficLimit else { return }
        warn(limit.qps, AnnotationKey.trafficLimitQPS, &findings)
        warn(limit.qpsPerIP, AnnotationKey.trafficLimitIPQPS, &findings)
    }

    private static func add(
        _ problem: GroupProblem,
        _ reason: TrafficLimit.Problem,
        _ review: IngressReview,
        _ findings: inout FindingCollector
    ) {
        let qps = review.annotations.trimmed(AnnotationKey.trafficLimitQPS) ?? ""
        let perIP = review.annotations.trimmed(AnnotationKey.trafficLimitIPQPS) ?? ""
        findings.add(
            problem.field,
            "\(reason)",
            value: "\(qps) \(perIP)",
            effect: GroupFailure.effect(if: problem.isReached),
            fix: fix(reason),
            severity: description.severity.grade(if: problem.isReached)
        )
    }

    /// Which limit is meant nobody but the user knows.
    private static func fix(_ problem: TrafficLimit.Problem) -> Fix {
        guard case .perIPNotBelowTotal(_, let total) = problem else {
            return "write an integer from 1 to \(documentedMaximum)"
        }
        return total > 1 ? "write a number below \(total), or raise traffic-limit-qps" : "raise traffic-limit-qps"
    }

    private static func warn(_ number: Int, _ key: StaticString, _ findings: inout FindingCollector) {
        guard number > documentedMaximum else { return }
        findings.advise(
            FieldPath.annotation(key),
            "\(number) is above the documented maximum \(documentedMaximum)",
            value: "\(number)",
            effect: "ALB may refuse the rule",
            fix: "write at most \(documentedMaximum)"
        )
    }
}
