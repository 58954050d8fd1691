import ALBController
import Admission
import Kubernetes

/// The AWS Load Balancer Controller uses the same prefix, so its manifests look at home here and do nothing.
struct AWSAnnotation: Rule {
    static let description = RuleDescription(
        id: "ALB518",
        name: "aws-annotation",
        summary: "Annotations of the AWS Load Balancer Controller have no effect on Alibaba Cloud.",
        severity: .warn,
        kinds: [.ingress],
        effect: "The controller ignores them; most of them are fields of the AlbConfig here.",
        example: "alb.ingress.kubernetes.io/scheme: internet-facing",
        fix: "Set what the message names instead, mostly a field of the AlbConfig, and remove the annotation.",
        sources: [
            PublicSource.dictionary,
            "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/",
        ]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        for name in review.facts.survey.unknown {
            let key = "\(AnnotationKey.prefix)\(name)"
            let value = review.annotations[key] ?? ""
            guard let counterpart = AWSAnnotationNames.counterpart(of: name, value, for: review.profile) else {
                continue
            }
            let field = FieldPath.annotation(key)
            findings.advise(
                field,
                "is an annotation of the AWS controller",
                value: name,
                effect: "Alibaba Cloud ALB ignores it",
                fix: counterpart.isEmpty ? .remove(annotation: field) : Fix(counterpart)
            )
        }
    }
}
