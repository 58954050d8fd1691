import ALBController
import Admission
import Kubernetes

/// An allow list, a login or a limit that another controller kept, and that protects nothing any more.
struct AccessControlNotInForce: Rule {
    static let description = RuleDescription(
        id: "ALB521",
        name: "access-control-not-in-force",
        summary: "Access control that only another ingress controller enforces is not in force on ALB.",
        severity: .warnStrictlyDeny,
        kinds: [.ingress],
        effect: "Allow and deny lists, logins, client certificates, rate limits and firewalls of other controllers are "
            + "not applied: whoever they kept out gets in.",
        example: #"nginx.ingress.kubernetes.io/whitelist-source-range: "10.0.0.0/8""#,
        fix: "Set up the protection with what the message names, or remove the annotation if it is meant to be gone.",
        sources: [
            PublicSource.annotations, PublicSource.migration,
            "https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/",
            "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/",
        ]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        checkForeign(review, &findings)
        for name in review.facts.survey.unknown {
            let key = "\(AnnotationKey.prefix)\(name)"
            let value = review.annotations[key] ?? ""
            let aws = AWSAnnotationNames.protection(name, value, for: review.profile)
            guard let meaning = aws ?? NginxLeftovers.protection(name) else { continue }
            let owner = aws == nil ? "ingress-nginx" : "the AWS controller"
            findings.add(
                FieldPath.annotation(key),
                "\(meaning.subject) is not in force, this is an annotation of \(owner)",
                value: name,
                effect: meaning.effect,
                fix: Fix(meaning.instead)
            )
        }
    }

    private static func checkForeign(_ review: IngressReview, _ findings: inout FindingCollector) {
        let keys = review.facts.survey.foreign
        guard !keys.isEmpty else { return }
        var trial = FixTrial(review)
        for leftover in keys.lazy.map({ LeftoverFinding($0, review) }) where leftover.harm == .protection {
            findings.add(
                FieldPath.annotation(leftover.key.name),
                leftover.problem,
                value: leftover.key.value.clipped,
                effect: leftover.effect,
                fix: leftover.fix(review, &trial)
            )
        }
    }
}
