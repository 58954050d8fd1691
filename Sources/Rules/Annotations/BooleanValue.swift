import ALBController
import Admission
import Kubernetes

/// The open controllers compare with the word `true`; ACK's own webhook refuses what Go's `ParseBool` cannot read.
struct BooleanValue: Rule {
    static let description = RuleDescription(
        id: "ALB515",
        name: "boolean-value",
        summary: "Boolean annotations must be exactly \"true\" or \"false\".",
        severity: SeverityTable(ack: .deny, lbc: .warn, legacy: .warn),
        kinds: [.ingress],
        effect:
            "Everything but \"true\" is false (cors-allow-credentials: everything but \"false\" is true). ACK refuses "
            + "words that are no boolean for canary, enable-cors, cors-allow-credentials and ssl-redirect.",
        example: #"alb.ingress.kubernetes.io/ssl-redirect: "443""#,
        fix: "Write \"true\" or \"false\".",
        sources: [PublicSource.migration, PublicSource.rules, PublicSource.annotations]
    )

    private struct Flag {
        var key: StaticString
        /// Whether ACK's webhook checks it.
        var isRefused = false
        /// Whether blanks around the value are dropped.
        var isTrimmed = false
        /// What anything but the two words means.
        var otherwise = "false"
    }

    private static let flags = [
        Flag(key: AnnotationKey.sslRedirect, isRefused: true),
        Flag(key: AnnotationKey.canary, isRefused: true),
        Flag(key: AnnotationKey.enableCors, isRefused: true, isTrimmed: true),
        Flag(key: AnnotationKey.corsAllowCredentials, isRefused: true, isTrimmed: true, otherwise: "true"),
        Flag(key: AnnotationKey.nginxSSLRedirect),
        Flag(key: AnnotationKey.nginxCanary),
        Flag(key: AnnotationKey.healthCheckEnabled),
        Flag(key: AnnotationKey.stickySession),
        Flag(key: AnnotationKey.backendKeepalive),
        Flag(key: AnnotationKey.slowStartEnabled),
        Flag(key: AnnotationKey.connectionDrainEnabled),
    ]

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        for flag in flags {
            let value = flag.isTrimmed ? review.annotations.trimmed(flag.key) : review.annotations[flag.key]
            guard let value, !value.isEmpty, value != "true", value != "false" else { continue }
            let meaning = GoText.parseBool(value)
            let isAWS = flag.key.description == AnnotationKey.sslRedirect.description && GoText.atoi(value) != nil
            findings.add(
                FieldPath.annotation(flag.key),
                meaning == nil
                    ? "\"\(value.clipped)\" is not a boolean" + (isAWS ? " (the form of the AWS controller)" : "")
                    : "\"\(value.clipped)\" is not the word \"true\" or \"false\"",
                value: value,
                effect: "the open controllers take it for \(flag.otherwise)"
                    + (flag.isRefused && meaning == nil ? ", ACK refuses it" : ""),
                fix: "write \"\(meaning == false || isOff(value) ? "false" : "true")\"",
                severity: flag.isRefused && meaning == nil ? nil : .warn
            )
        }
    }

    private static func isOff(_ value: String) -> Bool {
        ["off", "no", "false", "disabled"].contains(GoText.trimSpace(value).lowercased())
    }
}
