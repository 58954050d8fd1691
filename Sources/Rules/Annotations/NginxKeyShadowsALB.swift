import ALBController
import Admission
import Kubernetes

/// Six annotations of ingress-nginx are honoured, and where one exists its ALB twin is not looked at.
struct NginxKeyShadowsALB: Rule {
    static let description = RuleDescription(
        id: "ALB516",
        name: "nginx-key-shadows-alb",
        summary: "An nginx.ingress.kubernetes.io annotation must not contradict its alb.ingress.kubernetes.io twin.",
        severity: .warn,
        kinds: [.ingress],
        effect: "The nginx annotation wins for canary, canary-* and ssl-redirect, even with an empty value.",
        example:
            #"nginx.ingress.kubernetes.io/ssl-redirect: "false" beside alb.ingress.kubernetes.io/ssl-redirect: "true""#,
        fix: "Remove one of the two.",
        sources: [PublicSource.annotations]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard review.annotations.hasAny(withPrefix: AnnotationKey.nginxPrefix) else { return }
        for name in AnnotationKey.honouredNginxKeys.sorted() {
            guard let nginx = review.annotations["\(AnnotationKey.nginxPrefix)\(name)"],
                let own = review.annotations["\(AnnotationKey.prefix)\(name)"], nginx != own
            else { continue }
            findings.add(
                FieldPath.annotation("\(AnnotationKey.prefix)\(name)"),
                "\"\(own.clipped)\" is not looked at, because \(AnnotationKey.nginxPrefix)\(name) is there",
                value: "\(own) \(nginx)",
                effect: "\"\(nginx.clipped)\" is used",
                fix: "remove the one of the two that is not meant"
            )
        }
    }
}
