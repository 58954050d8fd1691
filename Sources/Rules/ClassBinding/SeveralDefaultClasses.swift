import ALBController
import Admission
import Kubernetes

/// Kubernetes gives Ingresses without a class to the newest default, so a second one silently takes over.
struct SeveralDefaultClasses: Rule {
    static let description = RuleDescription(
        id: "ALB212",
        name: "several-default-classes",
        summary: "Only one IngressClass should be the default.",
        severity: .warn,
        kinds: [.ingressClass],
        needs: [.ingressClass],
        effect: "Kubernetes fills in the newest default, so new Ingresses may move between ALB and another controller.",
        example:
            "metadata: {annotations: {ingressclass.kubernetes.io/is-default-class: \"true\"}}   # on a second class",
        fix: "Remove the annotation from all but one class.",
        sources: [
            "kubernetes/kubernetes: plugin/pkg/admission/network/defaultingressclass/admission.go, getDefaultClass"
        ]
    )

    static func check(_ review: ObjectReview<IngressClass>, _ findings: inout FindingCollector) {
        let object = review.object
        guard object.isDefault else { return }
        let classes = review.snapshot.ingressClasses
        let others = review.snapshot.indexes.defaultClasses.prefix(.max).compactMap { classes[$0.name] }
            .filter { $0.metadata.name != object.metadata.name && !$0.metadata.isTerminating }
        guard !others.isEmpty, (others + [object]).contains(where: review.context.resolver.isALB) else { return }
        findings.add(
            FieldPath("metadata", "annotations").key("ingressclass.kubernetes.io/is-default-class"),
            "another class is the default already: \(NameList(others.map(\.metadata.name)))",
            value: others.map(\.metadata.name).joined(separator: " "),
            effect: "Kubernetes gives Ingresses without a class to the one that was created last",
            fix: "keep the annotation on one class only"
        )
    }
}
