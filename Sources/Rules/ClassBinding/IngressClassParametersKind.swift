import ALBController
import Admission
import Kubernetes

/// Only the name is read by the open controller; the rest says whether the reference means what it seems to.
struct IngressClassParametersKind: Rule {
    static let description = RuleDescription(
        id: "ALB210",
        name: "ingressclass-parameters-kind",
        summary: "The parameters of an ALB class must reference an AlbConfig of the group alibabacloud.com.",
        severity: SeverityTable(ack: .warn, lbc: .warn, legacy: .off),
        kinds: [.ingressClass],
        effect: "The open controller reads the name only; others may not find the AlbConfig.",
        example: "parameters: {apiGroup: networking.k8s.io, kind: ALBConfig, name: alb}",
        fix: "Use parameters: {apiGroup: alibabacloud.com, kind: AlbConfig, name: alb}.",
        sources: [PublicSource.groupLoader, PublicSource.quickStart]
    )

    static func check(_ review: ObjectReview<IngressClass>, _ findings: inout FindingCollector) {
        guard review.context.resolver.isALB(review.object), let parameters = review.object.parameters else { return }
        let field = FieldPath("spec", "parameters")
        let fields = [
            ("apiGroup", parameters.apiGroup, "alibabacloud.com"), ("kind", parameters.kind, "AlbConfig"),
        ]
        for (name, written, expected) in fields where written != expected {
            findings.add(
                field.key(name),
                written.isEmpty ? "is not set" : "is \"\(written.clipped)\"",
                value: written,
                effect: "an ALB class references an AlbConfig; some controller versions may not find it",
                fix: Fix("write \"\(expected)\"", .add(field.key(name), expected))
            )
        }
        let names = review.snapshot.indexes.albConfigs(named: parameters.name).prefix(64)
        guard parameters.scope == "Namespace", names.allSatisfy({ $0.namespace.isEmpty }) else { return }
        findings.add(
            field.key("scope"),
            "is \"Namespace\", but AlbConfigs are cluster-scoped",
            value: parameters.scope,
            effect: "some controller versions may not find the AlbConfig",
            fix: parameters.namespace.isEmpty
                ? Fix("remove scope", .remove(field.key("scope")))
                : Fix(
                    "remove scope and namespace",
                    .all([.remove(field.key("scope")), .remove(field.key("namespace"))])
                )
        )
    }
}
