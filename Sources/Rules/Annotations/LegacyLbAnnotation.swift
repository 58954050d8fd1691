import ALBController
import Admission
import Kubernetes

/// The oldest controller made an AlbConfig from annotations; since there is an AlbConfig nobody reads them.
struct LegacyLbAnnotation: Rule {
    static let description = RuleDescription(
        id: "ALB519",
        name: "legacy-lb-annotation",
        summary: "Annotations that describe the load balancer have no effect once an AlbConfig exists.",
        severity: SeverityTable(ack: .warn, lbc: .warn, legacy: .off),
        kinds: [.ingress],
        effect: "The controller ignores them; the AlbConfig describes the load balancer.",
        example: "alb.ingress.kubernetes.io/address-type: internet",
        fix: "Set the field of the AlbConfig that the message names.",
        sources: [
            PublicSource.dictionary,
            "kubernetes/cloud-provider-alibaba-cloud: pkg/controller/ingress/alb_controller.go, makeAlbConfig",
        ]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        for name in review.facts.survey.unknown {
            guard let counterpart = KnownAnnotations.legacyLoadBalancer[name] else { continue }
            findings.add(
                FieldPath.annotation("\(AnnotationKey.prefix)\(name)"),
                "has no effect, the AlbConfig describes the load balancer",
                value: name,
                fix: "set \(counterpart) of the AlbConfig and remove the annotation"
            )
        }
    }
}
