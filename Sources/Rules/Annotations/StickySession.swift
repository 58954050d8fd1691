import ALBController
import Admission
import Kubernetes

/// Sticky session values are looked at only while `sticky-session` is exactly `true`.
struct StickySession: Rule {
    static let description = RuleDescription(
        id: "ALB513",
        name: "sticky-session",
        summary: "sticky-session-type must be Insert or Server, and cookie-timeout from 1 to 86400.",
        severity: SeverityTable(ack: .deny, lbc: .deny, legacy: .off),
        kinds: [.ingress],
        effect: "The server group cannot be made, so no Ingress on this ALB is updated any more. The open controllers "
            + "cannot set a cookie name, so type Server never works there.",
        example: #"alb.ingress.kubernetes.io/sticky-session-type: "Cookie""#,
        fix: "Use type Insert with a cookie-timeout from 1 to 86400.",
        sources: [PublicSource.serverGroupModel, PublicSource.serverGroupProvider, PublicSource.dictionary]
    )

    private static let timeout = IntegerAnnotation(
        key: AnnotationKey.cookieTimeout,
        range: 1...86400,
        fallback: 1000
    )
    private static let mildInACK = SeverityTable(ack: .warn, lbc: .deny, legacy: .off)

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard review.profile != .legacy, review.annotations[AnnotationKey.stickySession] == "true" else { return }
        let isBuilt = review.model.makesAnyServerGroup
        let type = review.annotations[AnnotationKey.stickySessionType] ?? "Insert"
        if GoText.equalFold(type, "Insert") {
            timeout.check(review, SeverityTable.deny.grade(if: isBuilt), &findings)
        } else if GoText.equalFold(type, "Server") {
            addServer(review, mildInACK.grade(if: isBuilt), &findings)
        } else {
            findings.add(
                FieldPath.annotation(AnnotationKey.stickySessionType),
                type.isEmpty ? "is empty" : "\"\(type.clipped)\" is neither Insert nor Server",
                value: type,
                effect: BackendAnnotation.effect,
                fix: "write \"Insert\"",
                severity: (type.isEmpty ? mildInACK : .deny).grade(if: isBuilt)
            )
        }
    }

    private static func addServer(
        _ review: IngressReview,
        _ severity: SeverityTable,
        _ findings: inout FindingCollector
    ) {
        let cookie = review.annotations[AnnotationKey.cookie] ?? ""
        guard review.profile != .ack || cookie.isEmpty else { return }
        findings.add(
            FieldPath.annotation(AnnotationKey.stickySessionType),
            review.profile == .ack
                ? "Server needs annotation cookie" : "Server is not supported: no cookie name is sent",
            value: "Server",
            effect: BackendAnnotation.effect + " (\"invalid server group Cookie\")",
            fix: review.profile == .ack
                ? "set alb.ingress.kubernetes.io/cookie to the name of the backend's cookie" : "write \"Insert\"",
            severity: severity
        )
    }
}
