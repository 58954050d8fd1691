import ALBController
import Kubernetes

/// The limits are read with `strconv.Atoi`, and the limit per client must be below the total.
struct TrafficLimit: IngressRule {
    static let description = RuleDescription(
        id: "ALB510",
        name: "traffic-limit",
        summary: "traffic-limit-qps and traffic-limit-ip-qps must be positive integers, the second below the first.",
        severity: SeverityTable(ack: .deny, lbc: .deny, legacy: .off),
        kinds: [.ingress],
        effect: "The controller fails while it builds the rules, and no Ingress on this ALB is updated any more.",
        example: #"alb.ingress.kubernetes.io/traffic-limit-qps: "100/s""#,
        fix: "Write integers from 1 to 100000.",
        sources: [PublicSource.rules, PublicSource.dictionary]
    )

    private static let documentedMaximum = 100_000

    static func check(_ review: IngressReview, _ report: inout Report) {
        guard review.profile != .legacy else { return }
        let qps = review.annotations.trimmed(AnnotationKey.trafficLimitQPS) ?? ""
        let perIP = review.annotations.trimmed(AnnotationKey.trafficLimitIPQPS) ?? ""
        guard !qps.isEmpty || !perIP.isEmpty else { return }
        switch ALBController.TrafficLimit.parse(qps: qps, perIP: perIP) {
        case .failure(let problem): add(problem, qps, perIP, review, &report)
        case .success(let limit):
            warn(limit.qps, AnnotationKey.trafficLimitQPS, &report)
            warn(limit.qpsPerIP, AnnotationKey.trafficLimitIPQPS, &report)
        }
    }

    private static func add(
        _ problem: ALBController.TrafficLimit.Problem,
        _ qps: String,
        _ perIP: String,
        _ review: IngressReview,
        _ report: inout Report
    ) {
        let isTotalFine = qps.isEmpty || (GoText.atoi(qps) ?? 0) >= 1
        let building = RuleBuilding(review)
        let fix: String
        if case .perIPNotBelowTotal(_, let total) = problem {
            fix = total > 1 ? "write a number below \(total), or raise traffic-limit-qps" : "raise traffic-limit-qps"
        } else {
            fix = "write an integer from 1 to \(documentedMaximum)"
        }
        report.add(
            IngressReview.field(isTotalFine ? AnnotationKey.trafficLimitIPQPS : AnnotationKey.trafficLimitQPS),
            "\(problem)",
            value: "\(qps) \(perIP)",
            effect: GroupFailure.effect(if: building.makesAnyRule),
            fix: fix,
            severity: building.severity(description.severity, if: building.makesAnyRule)
        )
    }

    private static func warn(_ number: Int, _ key: StaticString, _ report: inout Report) {
        guard number > documentedMaximum else { return }
        report.advise(
            IngressReview.field(key),
            "\(number) is above the documented maximum \(documentedMaximum)",
            value: "\(number)",
            effect: "ALB may refuse the rule",
            fix: "write at most \(documentedMaximum)"
        )
    }
}
