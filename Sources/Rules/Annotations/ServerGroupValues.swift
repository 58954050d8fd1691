import ALBController
import Admission
import Kubernetes

/// Settings of server groups that only the managed controller knows.
struct ServerGroupValues: Rule {
    static let description = RuleDescription(
        id: "ALB540",
        name: "server-group-values",
        summary: "slow-start-duration, connection-drain-timeout and server-group-type must be values that ALB takes.",
        severity: SeverityTable(ack: .warn, lbc: .off, legacy: .off, strict: .deny),
        kinds: [.ingress],
        effect: "ALB refuses the server group, so no Ingress on this ALB is updated any more.",
        example: #"alb.ingress.kubernetes.io/slow-start-duration: "10""#,
        fix: "Write 30 to 900 seconds for slow start, 0 to 900 for connection draining, Instance or Ip for the type.",
        sources: [PublicSource.dictionary, PublicSource.createServerGroup]
    )

    private static let slowStart = IntegerAnnotation(
        key: "alb.ingress.kubernetes.io/slow-start-duration",
        range: 30...900,
        fallback: 30,
        isSeconds: true
    )
    private static let drain = IntegerAnnotation(
        key: "alb.ingress.kubernetes.io/connection-drain-timeout",
        range: 0...900,
        fallback: 300,
        isSeconds: true
    )
    private static let groupType: StaticString = "alb.ingress.kubernetes.io/server-group-type"
    private static let types = ["Instance", "Ip"]

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard review.profile == .ack else { return }
        let annotations = review.annotations
        if annotations[AnnotationKey.slowStartEnabled] == "true" { checkSlowStart(review, &findings) }
        if annotations[AnnotationKey.connectionDrainEnabled] == "true" { checkDrain(review, &findings) }
        guard let type = annotations[groupType], !types.contains(where: { GoText.equalFold($0, type) }) else { return }
        let meant = Suggestion.onlyNearest(to: type, in: types)
        findings.add(
            .annotation(groupType),
            type.isEmpty ? "is empty" : "\"\(type.clipped)\" is neither Instance nor Ip",
            value: type,
            effect: "the server group cannot be made that way",
            fix: meant.map { .write($0, in: .annotation(groupType)) }
                ?? "write Instance for nodes, Ip for addresses of Pods"
        )
    }

    /// What is looked at once slow start is on.
    static func checkSlowStart(_ review: IngressReview, _ findings: inout FindingCollector) {
        slowStart.check(review, description.severity, &findings)
    }

    /// What is looked at once connection draining is on.
    static func checkDrain(_ review: IngressReview, _ findings: inout FindingCollector) {
        drain.check(review, description.severity, &findings)
    }
}
