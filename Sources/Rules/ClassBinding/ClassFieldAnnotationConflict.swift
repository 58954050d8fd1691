import ALBController
import Admission
import Kubernetes

/// Field and annotation are allowed together on UPDATE, and the generations of the controller read another one first.
struct ClassFieldAnnotationConflict: Rule {
    static let description = RuleDescription(
        id: "ALB203",
        name: "class-field-annotation-conflict",
        summary: "spec.ingressClassName and the annotation kubernetes.io/ingress.class must not differ.",
        severity: .warn,
        kinds: [.ingress],
        effect: "The newer controllers read the field, the oldest reads the annotation; other controllers differ too.",
        example: "kubernetes.io/ingress.class: nginx   # beside spec.ingressClassName: alb",
        fix: "Keep the one that is meant; spec.ingressClassName is what Kubernetes documents today.",
        sources: [
            ClassBinding.storeSource,
            "kubernetes/cloud-provider-alibaba-cloud: pkg/controller/ingress/reconcile/store/common.go, IsValid",
        ]
    )

    static let judgesEveryClass = true

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard let field = review.object.ingressClassName,
            let annotation = review.annotations[AnnotationKey.ingressClass], field != annotation,
            isALB(field, review) || isALB(annotation, review)
        else { return }
        findings.add(
            FieldPath("spec", "ingressClassName"),
            "is \"\(field.clipped)\", but the annotation kubernetes.io/ingress.class is \"\(annotation.clipped)\"",
            value: "\(field) \(annotation)",
            effect: "controller versions disagree on which of the two counts",
            fix: fix(field, annotation, review)
        )
    }

    /// Where both are ALB's and the field counts, the annotation does nothing.
    ///
    /// Another controller may well serve the Ingress because of it.
    private static func fix(_ field: String, _ annotation: String, _ review: IngressReview) -> Fix {
        guard review.profile != .legacy, isALB(field, review), isALB(annotation, review) else {
            return "keep the one of the two that is meant"
        }
        return .remove(annotation: FieldPath.annotation(AnnotationKey.ingressClass))
    }

    private static func isALB(_ name: String, _ review: IngressReview) -> Bool {
        guard review.profile != .legacy else { return name == "alb" }
        return review.context.resolver.isALB(className: name) ?? false
    }
}
