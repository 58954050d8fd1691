import ALBController
import Admission
import Kubernetes

/// Deleting an AlbConfig deletes its ALB, deletion protection or not, with all that is served by it.
struct AlbConfigInUse: Rule {
    static let description = RuleDescription(
        id: "ALB615",
        name: "albconfig-in-use",
        summary: "An AlbConfig should not be deleted while Ingresses use it.",
        severity: .warn,
        kinds: [.albConfig],
        operations: [.delete],
        needs: [.ingress, .ingressClass],
        effect: "The controller deletes the ALB that it created, after switching deletion protection off.",
        example: "kubectl delete albconfig alb   # IngressClass alb points to it",
        fix: "Delete the Ingresses first, or move them to another IngressClass.",
        sources: [PublicSource.loadBalancerApplier, PublicSource.dictionary]
    )

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        let config = review.object
        guard !config.metadata.isTerminating else { return }
        let name = config.metadata.name
        let field = FieldPath("metadata", "name")
        let loss: String
        if config.reusesALB {
            loss = "deleting it keeps the ALB, but nobody manages it any more"
        } else if config.statusID.isEmpty {
            loss = "they are left without an ALB"
        } else {
            loss = "deleting it deletes ALB \(config.statusID.clipped)"
        }
        let group = AlbConfigIngresses(of: config, review.context.resolver)
        if !group.all.isEmpty {
            findings.add(
                field,
                "AlbConfig \"\(name.clipped)\" is used by \(group.all.ingressList)",
                value: name,
                effect: loss,
                fix: "delete the Ingresses first, or move them to another IngressClass"
            )
        } else if let ingressClass = pointingClass(name, review.context.resolver) {
            findings.add(
                field,
                "AlbConfig \"\(name.clipped)\" is used by IngressClass \"\(ingressClass)\"",
                value: name,
                effect: loss,
                fix: "delete the IngressClass first, or point it to another AlbConfig"
            )
        }
    }

    private static func pointingClass(_ name: String, _ resolver: ClassResolver) -> String? {
        let classes = resolver.snapshot.indexes.classes(ofAlbConfig: name)
        return classes.prefix(.max).lazy.map(\.name).first { name in
            guard let found = resolver.snapshot.ingressClasses[name] else { return false }
            return resolver.isALB(found) && !found.metadata.isTerminating
        }
    }
}
