import ALBController
import Admission
import Kubernetes

/// The model builder never reads `spec.defaultBackend`.
struct DefaultBackendIgnored: Rule {
    static let description = RuleDescription(
        id: "ALB407",
        name: "default-backend-ignored",
        summary: "spec.defaultBackend has no effect on ALB.",
        severity: .warn,
        kinds: [.ingress],
        effect: "No rule and no listener default is made of it; requests that no rule matches get 503.",
        example: "spec: {defaultBackend: {service: {name: web, port: {number: 80}}}}",
        fix: "Add a last rule without host with path \"/\" and pathType Prefix.",
        sources: [PublicSource.model, PublicSource.migration]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard let backend = review.object.defaultBackend else { return }
        findings.add(
            FieldPath("spec", "defaultBackend"),
            "never becomes an ALB rule",
            value: backend.serviceName,
            effect: "requests that no rule matches get 503",
            fix: "add a last rule without host with path \"/\", pathType Prefix and this backend"
        )
    }
}
