import ALBController
import Admission
import Kubernetes

/// Never a denial for a name that may still come: Helm applies custom resources after Ingresses.
struct AlbConfigNotFound: Rule {
    static let description = RuleDescription(
        id: "ALB205",
        name: "albconfig-not-found",
        summary: "The AlbConfig that an Ingress ends at must exist.",
        severity: SeverityTable(ack: .warn, lbc: .warn, legacy: .off),
        kinds: [.ingress],
        needs: [.albConfig, .ingressClass],
        effect: "The controller reports an event and builds nothing until the AlbConfig exists.",
        example: "parameters: {apiGroup: alibabacloud.com, kind: AlbConfig, name: alb-prod}   # no such AlbConfig",
        fix: "Create the AlbConfig, or correct its name in the IngressClass parameters.",
        sources: [
            PublicSource.controller + ", syncIngress",
            PublicSource.groupLoader,
        ]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard review.profile != .legacy, let name = review.binding.albConfigName else { return }
        let isAnnotated = review.annotations.contains(AnnotationKey.albConfigName)
        let field = isAnnotated ? FieldPath.annotation(AnnotationKey.albConfigName) : review.classField
        guard !name.isEmpty else {
            findings.add(
                field,
                "is empty, which means the AlbConfig named \"\" and not \"unset\"",
                value: "",
                effect: "no ALB serves the Ingress",
                fix: emptyFix(review)
            )
            return
        }
        let origin = isAnnotated ? "" : " (\(source(review)))"
        guard let config = review.albConfig else {
            findings.add(
                field,
                "AlbConfig \"\(name.clipped)\"\(origin) not found" + known(review),
                value: name,
                effect: "rules apply only after it exists",
                fix: "create it, or name an AlbConfig that exists"
            )
            return
        }
        guard config.metadata.isTerminating else { return }
        findings.advise(
            field,
            "AlbConfig \"\(name.clipped)\"\(origin) is being deleted",
            value: name,
            effect: "its ALB goes away with it"
        )
    }

    private static func source(_ review: IngressReview) -> String {
        let name = review.binding.className ?? ""
        let parameters = review.snapshot.ingressClasses[name]?.parameters
        guard let parameters, !parameters.name.isEmpty else { return "used when the class names none" }
        return "from IngressClass \"\(name.clipped)\""
    }

    private static func known(_ review: IngressReview) -> String {
        let names = review.snapshot.indexes.albConfigNames(1000)
        return names.isEmpty ? "" : " (AlbConfigs: \(NameList(names)))"
    }

    /// An empty value stands for none, and the class says which AlbConfig is the one.
    private static func emptyFix(_ review: IngressReview) -> Fix {
        let parameters = review.binding.className.flatMap { review.snapshot.ingressClasses[$0]?.parameters }
        guard let parameters, !parameters.name.isEmpty else { return "name an AlbConfig that exists" }
        return .remove(annotation: FieldPath.annotation(AnnotationKey.albConfigName))
    }
}
