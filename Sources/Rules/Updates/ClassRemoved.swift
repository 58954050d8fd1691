import ALBController
import Admission
import Kubernetes

/// Tools that replace objects write back what is in their files, where a class that was filled in is not.
struct ClassRemoved: Rule {
    static let description = RuleDescription(
        id: "ALB215",
        name: "class-removed",
        summary: "An update should not take the class away from an Ingress that ALB serves.",
        severity: .warn,
        kinds: [.ingress],
        operations: [.update],
        effect: "The controller forgets the Ingress, and its hosts answer 503. Defaults are filled in when an object "
            + "is created and never later; kubectl replace and Replace=true of Argo CD drop them.",
        example: "spec: {rules: [...]}   # was spec: {ingressClassName: alb, rules: [...]}",
        fix: "Write the class into the file, or use kubectl apply, which leaves alone what no file ever had.",
        sources: [ClassBinding.storeSource, PublicSource.kubernetesClassDefault]
    )

    static let judgesEveryClass = true

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard review.binding.owner == .noClass, let before = review.oldBinding, before.isALB,
            let name = before.className
        else { return }
        let hosts = Set(review.object.rules.map(\.host)).subtracting([""]).sorted()
        let misspelt = IngressOrigin(review.object.metadata).misspeltClass
        findings.add(
            FieldPath("spec", "ingressClassName"),
            "the update takes the class \"\(name.clipped)\" away"
                + (misspelt.map { "; \"\($0.key.clipped)\" is not what names a class" } ?? ""),
            value: name,
            effect: "ALB no longer serves the Ingress: "
                + (hosts.isEmpty ? "its requests answer 503" : "\(NameList(hosts)) will answer 503"),
            fix: fix(name, review)
        )
    }

    /// In the form that it had.
    private static func fix(_ name: String, _ review: IngressReview) -> Fix {
        let hasSpec = !review.object.rules.isEmpty || review.object.defaultBackend != nil || !review.object.tls.isEmpty
        guard hasSpec else { return "name the class again" }
        if review.oldHead?.ingressClassName == nil {
            return Fix(
                "set annotation \(AnnotationKey.ingressClass) to \"\(name.clipped)\" again",
                .annotate(AnnotationKey.ingressClass, name, in: review.annotations)
            )
        }
        return Fix("set it to \"\(name.clipped)\" again", .add(FieldPath("spec", "ingressClassName"), name))
    }
}
