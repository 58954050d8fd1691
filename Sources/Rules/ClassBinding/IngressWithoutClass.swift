import ALBController
import Admission
import Kubernetes

/// ALB annotations on an Ingress without any class do nothing: no ALB controller looks at it.
struct IngressWithoutClass: Rule {
    static let description = RuleDescription(
        id: "ALB202",
        name: "ingress-without-class",
        summary: "An Ingress with ALB annotations must name an IngressClass.",
        severity: .warn,
        kinds: [.ingress],
        operations: [.create],
        effect: "Every ALB controller ignores an Ingress that has neither spec.ingressClassName nor the annotation.",
        example: "metadata: {annotations: {alb.ingress.kubernetes.io/listen-ports: '[{\"HTTP\": 80}]'}}",
        fix: "Set spec.ingressClassName to an IngressClass of ALB.",
        sources: [ClassBinding.storeSource]
    )

    static let judgesEveryClass = true

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard review.binding.owner == .noClass, review.hasALBAnnotations else { return }
        let origin = IngressOrigin(review.object.metadata)
        // Of the one the mutation tells why no class is filled in, the other is none of ALB's.
        let isTold = origin.misspeltClass != nil && review.context.settings.defaulting.ingressClass.mode != .off
        guard !isTold, origin.hasOwn || origin.foreign == nil else { return }
        let names = review.context.albClassNames
        let known = review.snapshot.knows(.ingressClass) && review.profile != .legacy
        let written = origin.misspeltClass.map { "; \"\($0.key.clipped)\" is not what names a class" } ?? ""
        findings.add(
            FieldPath("spec", "ingressClassName"),
            (known ? "is not set (\(review.context.albClassList))" : "is not set") + written,
            value: "",
            effect: "the ALB controller ignores this Ingress in spite of its alb.ingress.kubernetes.io/ annotations",
            fix: fix(known ? names : review.context.resolver.classNames.sorted(), review.object, origin)
        )
    }

    /// With one class there is no choice, unless the Ingress says in some other way whose it is.
    private static func fix(_ classes: [String], _ ingress: Ingress, _ origin: IngressOrigin) -> Fix {
        let hasSpec = !ingress.rules.isEmpty || ingress.defaultBackend != nil || !ingress.tls.isEmpty
        guard classes.count == 1, let name = classes.first, hasSpec, origin.foreign == nil,
            origin.misspeltClass == nil
        else {
            return "set it to the name of an IngressClass of ALB"
        }
        return Fix("set it to \"\(name.clipped)\"", .add(FieldPath("spec", "ingressClassName"), name))
    }
}
