import ALBController
import Admission
import Kubernetes

/// By what a canary gets its share of requests: one of header, cookie and weight.
enum CanaryKind {
    static func check(_ review: IngressReview, _ canary: CanarySettings, _ findings: inout FindingCollector) {
        let weightField = field(review, AnnotationKey.nginxCanaryWeight, AnnotationKey.canaryWeight)
        let hasOther = !canary.header.isEmpty || !canary.cookie.isEmpty || !canary.headerValue.isEmpty
        if !canary.weightText.isEmpty, hasOther {
            findings.advise(
                weightField,
                "a weight beside a header or cookie",
                value: canary.weightText,
                effect: "neither works and the canary gets no requests",
                fix: "use two canary Ingresses, one by header or cookie and one by weight"
            )
        } else if !canary.weightText.isEmpty {
            checkWeight(canary.weightText, weightField, &findings)
        } else if canary.header.isEmpty, canary.cookie.isEmpty {
            findings.advise(
                field(review, AnnotationKey.nginxCanary, AnnotationKey.canary),
                canary.headerValue.isEmpty
                    ? "none of canary-by-header, canary-by-cookie and canary-weight is set"
                    : "canary-by-header-value without canary-by-header",
                value: "no kind",
                effect: "the Ingress gets ordinary rules, which may take all requests from the main Ingress",
                fix: "set one of them"
            )
        }
        if !canary.header.isEmpty, canary.headerValue.isEmpty, !hasPattern(review) {
            findings.advise(
                field(review, AnnotationKey.nginxCanaryByHeader, AnnotationKey.canaryByHeader),
                "has no canary-by-header-value",
                value: canary.header,
                effect: "only an empty header matches",
                fix: "set canary-by-header-value"
            )
        }
    }

    /// A pattern is no value, and ALB517 or ALB520 says so.
    private static func hasPattern(_ review: IngressReview) -> Bool {
        ["alb.ingress.kubernetes.io/canary-by-header-pattern", "nginx.ingress.kubernetes.io/canary-by-header-pattern"]
            .contains { review.annotations[$0] != nil }
    }

    private static func checkWeight(_ text: String, _ field: FieldPath, _ findings: inout FindingCollector) {
        let number = GoText.atoi(text)
        if let number, (1...100).contains(number) { return }
        // Zero is how a rollout begins and ends.
        if number == 0 { return }
        findings.advise(
            field,
            number == nil ? "\"\(text.clipped)\" is not an integer" : "\(text.clipped) is outside 0-100",
            value: text,
            effect: number == nil
                ? "it is read as 0 and the canary gets no requests"
                : "the main Ingress gets the rest of 100, below 0 or above",
            fix: "write an integer from 0 to 100"
        )
    }

    private static func field(_ review: IngressReview, _ first: StaticString, _ second: StaticString) -> FieldPath {
        FieldPath.annotation(review.annotations.contains(first) ? first : second)
    }
}
