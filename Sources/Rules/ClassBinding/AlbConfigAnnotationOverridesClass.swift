import ALBController
import Admission
import Kubernetes

/// Two places say which ALB serves the Ingress; that the annotation wins is known of the open controller only.
struct AlbConfigAnnotationOverridesClass: Rule {
    static let description = RuleDescription(
        id: "ALB206",
        name: "albconfig-annotation-overrides-class",
        summary: "The annotation albconfig.name should not differ from the AlbConfig of the IngressClass.",
        severity: SeverityTable(ack: .warn, lbc: .warn, legacy: .off),
        kinds: [.ingress],
        needs: [.ingressClass],
        effect: "The annotation wins over the parameters of the class, so the Ingress lands on another ALB.",
        example: "alb.ingress.kubernetes.io/albconfig.name: other   # the class says alb",
        fix: "Remove the annotation, or use an IngressClass whose parameters name that AlbConfig.",
        sources: [PublicSource.groupLoader, PublicSource.controller]
    )

    /// The handler of Service events looks up one AlbConfig for each class name.
    private static let staleness =
        ", and Pods of the other Ingresses of the class may go stale: the open controller updates the servers of one ALB "
        + "for each class"

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard let named = review.annotations[AnnotationKey.albConfigName], !named.isEmpty,
            let className = review.binding.className,
            let parameters = review.snapshot.ingressClasses[className]?.parameters,
            !parameters.name.isEmpty, parameters.name != named
        else { return }
        findings.add(
            FieldPath.annotation(AnnotationKey.albConfigName),
            "\"\(named.clipped)\" overrides AlbConfig \"\(parameters.name.clipped)\" of IngressClass "
                + "\"\(className.clipped)\"",
            value: "\(named) \(parameters.name)",
            effect: "the Ingress is served by another ALB than its class says"
                + (review.profile == .lbc ? staleness : ""),
            fix: "remove the annotation, or use an IngressClass whose parameters name the same AlbConfig"
        )
    }
}
