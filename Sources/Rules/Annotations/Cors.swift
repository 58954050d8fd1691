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
        stopsALB: true,
        effect: "ALB answers \"The param of ... is illegal\" and rule updates of the whole load balancer stop.",
        example: #"alb.ingress.kubernetes.io/cors-max-age: "1728000""#,
        fix:
            "Write a cors-max-age from -1 to 172800 (1728000 is the default of ingress-nginx), methods in capitals, and "
            + "origins with their scheme.",
        sources: [PublicSource.migration, PublicSource.dictionary]
    )

    private static let refusal = "ALB may refuse the rule, and then rule updates of the whole load balancer stop"
    static let ages = -1...172_800
    private static let methods: Set<String> = ["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"]

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard review.profile != .legacy, review.annotations.trimmed(AnnotationKey.enableCors) == "true" else { return }
        checkValues(review, &findings)
    }

    /// What is looked at once `enable-cors` is on.
    static func checkValues(_ review: IngressReview, _ findings: inout FindingCollector) {
        checkMaxAge(review, &findings)
        checkMethods(review, &findings)
        checkOrigins(review, &findings)
    }

    private static func checkMaxAge(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard let text = review.annotations.trimmed(AnnotationKey.corsMaxAge) else { return }
        let number = GoText.atoi(text)
        if let number, ages.contains(number) { return }
        let field = FieldPath.annotation(AnnotationKey.corsMaxAge)
        let isTooLong = number.map { $0 > ages.upperBound } ?? false
        findings.add(
            field,
            number == nil ? "\"\(text.clipped)\" is not an integer" : "\(text.clipped) is outside -1 to 172800",
            value: text,
            effect: "ALB answers \"The param of ... is illegal\" and rule updates of the whole load balancer stop",
            fix: isTooLong
                ? .write(String(ages.upperBound), in: field) : "write a number of seconds from -1 to 172800",
            severity: description.severity.grade(if: review.model.makesAnyRule)
        )
    }

    private static func checkMethods(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard let text = review.annotations.trimmed(AnnotationKey.corsAllowMethods) else { return }
        let written = list(text)
        guard let wrong = written.first(where: { !methods.contains($0) }) else { return }
        let field = FieldPath.annotation(AnnotationKey.corsAllowMethods)
        let corrected = written.filter { !$0.isEmpty }.map { $0.uppercased() }
        let isCertain = !corrected.isEmpty && corrected.allSatisfy(methods.contains)
        findings.advise(
            field,
            wrong.isEmpty ? "has an empty entry" : "\"\(wrong.clipped)\" is not a method that ALB takes",
            value: text,
            effect: refusal,
            fix: isCertain
                ? .write(corrected.joined(separator: ", "), in: field)
                : "use GET, POST, PUT, DELETE, HEAD, OPTIONS and PATCH only"
        )
    }

    private static func checkOrigins(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard let text = review.annotations.trimmed(AnnotationKey.corsAllowOrigin) else { return }
        let written = list(text)
        let origins = written.filter { !$0.isEmpty }
        let field = FieldPath.annotation(AnnotationKey.corsAllowOrigin)
        if origins.contains("*"), origins.contains(where: { $0 != "*" }) {
            findings.advise(
                field,
                "\"*\" cannot be combined with other origins",
                value: text,
                effect: refusal,
                fix: "keep either the asterisk or the other origins"
            )
        }
        guard let wrong = written.first(where: { !isOrigin($0) }) else { return }
        findings.advise(
            field,
            wrong.isEmpty
                ? "has an empty entry" : "\"\(wrong.clipped)\" does not begin with http:// or https://",
            value: text,
            effect: refusal,
            fix: fix(field, wrong, origins)
        )
    }

    private static func fix(_ field: FieldPath, _ wrong: String, _ origins: [String]) -> Fix {
        guard wrong.isEmpty else { return "write the scheme of each origin, http:// or https://" }
        let isMixed = origins.contains("*") && origins.contains { $0 != "*" }
        guard !isMixed, !origins.isEmpty, origins.allSatisfy(isOrigin) else { return "remove the empty entry" }
        return .write(origins.joined(separator: ", "), in: field)
    }

    private static func isOrigin(_ text: String) -> Bool {
        text == "*" || text.hasPrefix("http://") || text.hasPrefix("https://")
    }

    private static func list(_ text: String) -> [String] {
        text.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            .map { GoText.trimSpace(Substring($0)) }
    }
}
