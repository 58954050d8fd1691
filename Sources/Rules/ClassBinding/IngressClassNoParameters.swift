import ALBController
import Admission
import Kubernetes

/// Harmless while nobody uses the class; with the first Ingress of it the open controller stops updating every ALB.
struct IngressClassNoParameters: Rule {
    static let description = RuleDescription(
        id: "ALB209",
        name: "ingressclass-no-parameters",
        summary: "An IngressClass of ALB must point to an AlbConfig.",
        severity: SeverityTable(ack: .warn, lbc: .deny, legacy: .off, strict: .deny),
        kinds: [.ingressClass],
        effect: "With the first Ingress of such a class the open controller fails for every AlbConfig in the cluster.",
        example: "spec: {controller: ingress.k8s.alibabacloud/alb}   # no parameters",
        fix: "Add parameters: {apiGroup: alibabacloud.com, kind: AlbConfig, name: alb}.",
        sources: [PublicSource.groupLoader, PublicSource.quickStart]
    )

    /// Without Ingresses the class blocks nothing yet.
    private static let unused = SeverityTable(ack: .warn, lbc: .warn, legacy: .off, strict: .deny)

    static func check(_ review: ObjectReview<IngressClass>, _ findings: inout FindingCollector) {
        let object = review.object
        guard review.context.resolver.isALB(object), object.parameters == nil else { return }
        let users = ClassUsers(of: object.metadata.name, review.context).withoutAlbConfig
        let isOpen = review.profile == .lbc
        let now =
            isOpen
            ? "the controller would stop updating every ALB in the cluster" : "the controller does not know their ALB"
        let later =
            isOpen
            ? "its first Ingress would make the controller stop updating every ALB in the cluster"
            : "the controller does not know the ALB of its Ingresses"
        findings.add(
            FieldPath("spec", "parameters"),
            users.isEmpty ? "is not set" : "is not set, and the class is used by \(NameList(users))",
            value: users.isEmpty ? "" : "used",
            effect: users.isEmpty ? later : now,
            fix: fix(review),
            severity: users.isEmpty ? unused : nil
        )
    }

    /// With one AlbConfig in the cluster there is no choice.
    private static func fix(_ review: ObjectReview<IngressClass>) -> Fix {
        let names = review.snapshot.indexes.albConfigNames(2)
        guard names.count == 1, let name = names.first else {
            return "add parameters with apiGroup alibabacloud.com, kind AlbConfig and the name of an AlbConfig"
        }
        let field = FieldPath("spec", "parameters")
        let group = #"{"apiGroup": "alibabacloud.com", "kind": "AlbConfig"}"#
        return Fix(
            "add apiGroup alibabacloud.com, kind AlbConfig and name \"\(name.clipped)\"",
            .all([.add(field, json: group), .add(field.key("name"), name)])
        )
    }
}
