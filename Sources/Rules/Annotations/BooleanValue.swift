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
        stopsALB: true,
        effect:
            "Everything but \"true\" is false (cors-allow-credentials: everything but \"false\" is true). ACK refuses "
            + "words that are no boolean for canary, enable-cors, cors-allow-credentials and ssl-redirect.",
        example: #"alb.ingress.kubernetes.io/ssl-redirect: "443""#,
        fix: "Write \"true\" or \"false\".",
        sources: [PublicSource.migration, PublicSource.rules, PublicSource.annotations]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        let annotations = review.annotations
        let isOldest = review.profile == .legacy
        for index in BooleanAnnotation.all.indices where annotations.contains(BooleanAnnotation.all[index].key) {
            let flag = BooleanAnnotation.all[index]
            guard flag.isReadByOldest || !isOldest, let value = flag.value(in: annotations), value != "true",
                value != "false"
            else { continue }
            let isBoolean = GoText.parseBool(value) != nil
            let isPort = !isBoolean && flag.kind == .redirect && GoText.atoi(value) != nil
            findings.add(
                flag.field,
                isBoolean
                    ? "\"\(value.clipped)\" is not the word \"true\" or \"false\""
                    : "\"\(value.clipped)\" is not a boolean" + (isPort ? " (the AWS controller takes a port)" : ""),
                value: value,
                effect: "the open controllers take it for \(flag.otherwise)"
                    + (flag.isRefused && !isBoolean ? ", ACK refuses it" : ""),
                fix: fix(flag, value, review),
                severity: flag.isRefused && !isBoolean ? nil : .warn
            )
        }
    }

    private static func fix(_ flag: BooleanAnnotation, _ value: String, _ review: IngressReview) -> Fix {
        // The AWS controller names the port that is redirected to; here it is always this one.
        guard let meaning = flag.kind == .redirect && value == "443" ? true : BooleanWord.meaning(value) else {
            return "write the word true or false"
        }
        if let twin = flag.twin, review.annotations.contains(twin) {
            return "remove this annotation or its twin \(twin), and write the word true or false in the other"
        }
        if meaning, !SwitchedOn.isQuiet(flag.name, review) {
            return flag.kind == .redirect
                ? "write the word true and bind the Ingress to 443/HTTPS, or write false"
                : "write the word true and correct the annotations that it switches on, or write false"
        }
        return .write(meaning ? "true" : "false", in: flag.field)
    }
}
