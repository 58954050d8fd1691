import ALBController
import Admission
import Kubernetes

/// The first AlbConfig on an ALB tags it; the controller refuses every other one that names the same ALB.
///
/// Two simultaneous CREATEs can both pass: admission has no lock.
struct DuplicateALBBinding: Rule {
    static let description = RuleDescription(
        id: "ALB601",
        name: "duplicate-alb-binding",
        summary: "An ALB must be managed by one AlbConfig only.",
        severity: .deny,
        kinds: [.albConfig],
        needs: [.albConfig],
        effect: "The controller fails with \"cant reuse alb to another albconfig\" as long as the first one exists.",
        example: "spec: {config: {id: alb-0123456789abcdef01}}   # already in another AlbConfig",
        fix: "Point the IngressClass parameters to the AlbConfig that manages the ALB, or use another ALB.",
        sources: [
            PublicSource.loadBalancerProvider + ", preCheckTagConflictForReuse",
            PublicSource.quickStart,
        ]
    )

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        let id = review.object.id
        guard !id.isEmpty else { return }
        let me = ObjectName(review.object.metadata)
        for name in review.snapshot.indexes.albConfigs(ofALB: id).prefix(2) where name != me {
            guard let holder = review.snapshot.albConfigs[name] else { continue }
            add(id, holder, name, &findings)
            return
        }
    }

    private static func add(_ id: String, _ holder: AlbConfig, _ name: ObjectName, _ findings: inout FindingCollector) {
        let field = FieldPath("spec", "config", "id")
        guard !holder.metadata.isTerminating else {
            findings.advise(
                field,
                "ALB \"\(id.clipped)\" is still managed by AlbConfig \"\(name)\", which is being deleted",
                value: id,
                effect: "this AlbConfig stays pending until the finalizer of the other one is removed"
            )
            return
        }
        let how = holder.id == id ? "spec.config.id" : "created by it, status.loadBalancer.id"
        findings.add(
            field,
            "ALB \"\(id.clipped)\" is already managed by AlbConfig \"\(name)\" (\(how))",
            value: id,
            effect: "an ALB can belong to one AlbConfig only and the controller would fail with "
                + "\"cant reuse alb to another albconfig\"",
            fix: "point the IngressClass parameters to the other AlbConfig, or use another ALB"
        )
    }
}
