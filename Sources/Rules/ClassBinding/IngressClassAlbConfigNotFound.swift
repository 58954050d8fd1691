import ALBController
import Admission
import Kubernetes

/// The usual broken link in the chain from Ingress to ALB; never a denial, since the AlbConfig may come later.
struct IngressClassAlbConfigNotFound: Rule {
    static let description = RuleDescription(
        id: "ALB211",
        name: "ingressclass-albconfig-not-found",
        summary: "The AlbConfig that an ALB class references must exist.",
        severity: SeverityTable(ack: .warn, lbc: .warn, legacy: .off),
        kinds: [.ingressClass],
        needs: [.albConfig],
        effect: "Ingresses of the class are served only once the AlbConfig exists.",
        example: "parameters: {apiGroup: alibabacloud.com, kind: AlbConfig, name: alb-prdo}",
        fix: "Create the AlbConfig, or correct the name.",
        sources: [PublicSource.groupLoader]
    )

    static func check(_ review: ObjectReview<IngressClass>, _ findings: inout FindingCollector) {
        guard review.profile != .legacy, review.context.resolver.isALB(review.object),
            let parameters = review.object.parameters
        else { return }
        let name = parameters.name.isEmpty ? "default" : parameters.name
        let field = FieldPath("spec", "parameters", "name")
        let found = review.snapshot.indexes.albConfigs(named: name).prefix(64)
        guard found.isEmpty else {
            let isLeaving = found.allSatisfy { review.snapshot.albConfigs[$0]?.metadata.isTerminating ?? true }
            if isLeaving { findings.advise(field, "AlbConfig \"\(name.clipped)\" is being deleted", value: name) }
            return
        }
        let known = review.snapshot.indexes.albConfigNames(1000)
        findings.add(
            field,
            (parameters.name.isEmpty ? "is empty, which means \"default\"; " : "")
                + "AlbConfig \"\(name.clipped)\" not found"
                + ClassBinding.hint(parameters.name, known)
                + (known.isEmpty ? "" : " (AlbConfigs: \(NameList(known)))"),
            value: name,
            effect: "Ingresses of this class are served only after it exists",
            fix: "create the AlbConfig, or name one that exists"
        )
    }
}
