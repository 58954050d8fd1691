import ALBController
import Admission
import Kubernetes

/// The controller passes CORS values on unchecked, and one that ALB refuses freezes the rules of the load balancer.
struct Cors: Rule {
    static let description = RuleDescription(
        id: "ALB514",
        name: "cors",
        summary: "CORS values must be what ALB takes; the maximum age is at most 172800 seconds.",
        severity: SeverityTable(ack: .deny, lbc: .warn, legacy: .off, strict: .deny),
        kinds: [.ingress],
        effect: "ALB answers \"The param of ... is illegal\" and rule updates of the whole load balancer stop.",
        example: #"alb.ingress.kubernetes.io/cors-max-age: "1728000""#,
        fix: "Write a cors-max-age from -1 to 172800 (1728000 is the default of ingress-nginx).",
        sources: [PublicSource.migration, PublicSource.dictionary]
    )

    private static let methods: Set<String> = ["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"]

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard review.profile != .legacy, review.annotations.trimmed(AnnotationKey.enableCors) == "true" else { return }
        checkMaxAge(review, &findings)
        checkMethods(review, &findings)
        checkOrigins(review, &findings)
    }

    private static func checkMaxAge(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard let text = review.annotations.trimmed(AnnotationKey.corsMaxAge) else { return }
        let number = GoText.atoi(text)
        if let number, (-1...172_800).contains(number) { return }
        findings.add(
            FieldPath.annotation(AnnotationKey.corsMaxAge),
            number == nil ? "\"\(text.clipped)\" is not an integer" : "\(text.clipped) is outside -1 to 172800",
            value: text,
            effect: "ALB answers \"The param of ... is illegal\" and rule updates of the whole load balancer stop",
            fix: "write \"172800\"",
            severity: description.severity.grade(if: review.model.makesAnyRule)
        )
    }

    private static func checkMethods(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard let text = review.annotations.trimmed(AnnotationKey.corsAllowMethods) else { return }
        guard let wrong = list(text).first(where: { !methods.contains($0) }) else { return }
        let upper = wrong.uppercased()
        findings.advise(
            FieldPath.annotation(AnnotationKey.corsAllowMethods),
            "\"\(wrong.clipped)\" is not a method that ALB takes",
            value: text,
            effect: "ALB may refuse the rule, and then rule updates of the whole load balancer stop",
            fix: methods.contains(upper) ? "write \"\(upper)\"" : "use GET, POST, PUT, DELETE, HEAD, OPTIONS, PATCH"
        )
    }

    private static func checkOrigins(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard let text = review.annotations.trimmed(AnnotationKey.corsAllowOrigin) else { return }
        let origins = list(text)
        let field = FieldPath.annotation(AnnotationKey.corsAllowOrigin)
        if origins.count > 1, origins.contains("*") {
            findings.advise(
                field,
                "\"*\" cannot stand beside other origins",
                value: text,
                effect: "ALB may refuse the rule, and then rule updates of the whole load balancer stop",
                fix: "write \"*\" alone, or remove it"
            )
        }
        let wrong = origins.first { $0 != "*" && !$0.hasPrefix("http://") && !$0.hasPrefix("https://") }
        guard let wrong else { return }
        findings.advise(
            field,
            "\"\(wrong.clipped)\" does not begin with http:// or https://",
            value: text,
            effect: "ALB may refuse the rule, and then rule updates of the whole load balancer stop",
            fix: wrong.isEmpty ? "remove the empty entry" : "write \"https://\(wrong.clipped)\""
        )
    }

    private static func list(_ text: String) -> [String] {
        text.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            .map { GoText.trimSpace(Substring($0)) }
    }
}
