import ALBController
import Admission
import Kubernetes

/// Only the oldest controller has AlbConfigs in namespaces, and it looks names up in two of them.
struct SameNameInSeveralNamespaces: Rule {
    static let description = RuleDescription(
        id: "ALB614",
        name: "same-name-in-several-namespaces",
        summary: "Two AlbConfigs should not have the same name in different namespaces.",
        severity: SeverityTable(ack: .off, lbc: .off, legacy: .warn),
        kinds: [.albConfig],
        operations: [.create],
        needs: [.albConfig],
        effect:
            "The controller looks in the namespace of the Ingress first, then in kube-system: some Ingresses move over.",
        example: "metadata: {name: default, namespace: shop}   # kube-system/default exists",
        fix: "Choose another name and set the annotation albconfig.name on the Ingresses that should use it.",
        sources: [
            "kubernetes/cloud-provider-alibaba-cloud: "
                + "pkg/controller/ingress/reconcile/builder/albconfig_manager/group_loader.go",
            PublicSource.quickStart,
        ]
    )

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        var me = ObjectName(review.object.metadata)
        if me.namespace.isEmpty { me.namespace = review.context.namespace }
        let others = review.snapshot.indexes.albConfigs(named: me.name).prefix(3)
        guard let other = others.first(where: { $0 != me && $0.namespace != me.namespace }) else { return }
        findings.add(
            FieldPath("metadata", "name"),
            "AlbConfig \"\(other)\" has the same name",
            value: me.name,
            effect: "the controller looks in the namespace of an Ingress first, then in kube-system, so Ingresses may "
                + "change over to another ALB",
            fix: "choose another name"
        )
    }
}
