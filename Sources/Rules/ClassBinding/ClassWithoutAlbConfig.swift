import ALBController
import Admission
import Kubernetes

/// The open controller looks up the AlbConfig of every Ingress for every ALB, and gives up at the first it cannot find.
struct ClassWithoutAlbConfig: Rule {
    static let description = RuleDescription(
        id: "ALB204",
        name: "class-without-albconfig",
        summary: "The IngressClass of an ALB Ingress must point to an AlbConfig.",
        severity: SeverityTable(ack: .warn, lbc: .deny, legacy: .off, strict: .deny),
        kinds: [.ingress],
        needs: [.ingressClass],
        effect:
            "The open controller fails with \"albconfig must be referenced in IngressClass\" for every AlbConfig in "
            + "the cluster, not only for this Ingress.",
        example: "spec: {ingressClassName: alb}   # IngressClass alb without spec.parameters",
        fix: "Add spec.parameters to the IngressClass, or the annotation alb.ingress.kubernetes.io/albconfig.name.",
        sources: [PublicSource.groupLoader]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard !review.annotations.contains(AnnotationKey.albConfigName),
            let name = review.binding.className, let ingressClass = review.snapshot.ingressClasses[name],
            ingressClass.parameters == nil
        else { return }
        findings.add(
            review.classField,
            "IngressClass \"\(name.clipped)\" has no spec.parameters and names no AlbConfig",
            value: name,
            effect: review.profile == .lbc
                ? "the controller would stop updating every ALB in the cluster"
                : "the controller does not know the ALB of this Ingress",
            fix: "add spec.parameters with the name of an AlbConfig to the IngressClass, or use another class"
        )
    }
}
