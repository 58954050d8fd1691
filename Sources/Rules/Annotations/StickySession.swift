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
        stopsALB: true,
        effect: "The server group cannot be made, so no Ingress on this ALB is updated any more. The open controllers "
            + "cannot set a cookie name, so type Server never works there.",
        example: #"alb.ingress.kubernetes.io/sticky-session-type: "Cookie""#,
        fix:
            "Use type Insert with a cookie-timeout from 1 to 86400; the managed controller also takes type Server with "
            + "the annotation cookie.",
        sources: [PublicSource.serverGroupModel, PublicSource.serverGroupProvider, PublicSource.dictionary]
    )

    static let timeout = IntegerAnnotation(
        key: AnnotationKey.cookieTimeout,
        range: 1...86400,
        fallback: 1000,
        isSeconds: true
    )
    private static let mildInACK = SeverityTable(ack: .warn, lbc: .deny, legacy: .off)

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard review.profile != .legacy, review.annotations[AnnotationKey.stickySession] == "true" else { return }
        checkValues(review, &findings)
    }

    /// What is looked at once `sticky-session` is on.
    static func checkValues(_ review: IngressReview, _ findings: inout FindingCollector) {
        let isBuilt = review.model.makesAnyServerGroup
        let type = review.annotations[AnnotationKey.stickySessionType] ?? "Insert"
        if GoText.equalFold(type, "Insert") {
            timeout.check(review, SeverityTable.deny.grade(if: isBuilt), &findings)
        } else if GoText.equalFold(type, "Server") {
            addServer(review, mildInACK.grade(if: isBuilt), &findings)
        } else {
            let field = FieldPath.annotation(AnnotationKey.stickySessionType)
            findings.add(
                field,
                type.isEmpty ? "is empty" : "\"\(type.clipped)\" is neither Insert nor Server",
                value: type,
                effect: BackendAnnotation.effect,
                fix: fix(type, field, review),
                severity: (type.isEmpty ? mildInACK : .deny).grade(if: isBuilt)
            )
        }
    }

    private static func fix(_ type: String, _ field: FieldPath, _ review: IngressReview) -> Fix {
        let word = GoText.trimSpace(type)
        let isServer = review.profile == .ack && GoText.equalFold(word, "Server")
        if isServer, review.annotations[AnnotationKey.cookie]?.isEmpty == false { return .write("Server", in: field) }
        // What the other annotation has wrong is looked at only together with a type that is right.
        if timeout.isFine(in: review.annotations) {
            if word.isEmpty { return .remove(annotation: field) }
            if GoText.equalFold(word, "Insert") { return .write("Insert", in: field) }
        }
        return review.profile == .ack
            ? "write Insert, or Server together with annotation cookie"
            : "write Insert, the only type for which this controller sends all that ALB needs"
    }

    private static func addServer(
        _ review: IngressReview,
        _ severity: SeverityTable,
        _ findings: inout FindingCollector
    ) {
        let cookie = review.annotations[AnnotationKey.cookie] ?? ""
        let isSupported = review.profile == .ack
        guard !isSupported || cookie.isEmpty else { return }
        findings.add(
            FieldPath.annotation(AnnotationKey.stickySessionType),
            isSupported ? "Server needs annotation cookie" : "Server is not supported: no cookie name is sent",
            value: "Server",
            effect: BackendAnnotation.effect + " (\"invalid server group Cookie\")",
            fix: isSupported
                ? "set alb.ingress.kubernetes.io/cookie to the name of the cookie that the backend sets"
                : "use type Insert, or switch sticky sessions off",
            severity: severity
        )
    }
}
