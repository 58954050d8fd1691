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
        fix: "Make it the backend of a last rule without host, with path \"/\" and pathType Prefix.",
        sources: [PublicSource.model, PublicSource.migration]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard let backend = review.object.defaultBackend else { return }
        findings.add(
            review.object.defaultBackendField,
            "never becomes an ALB rule",
            value: backend.serviceName,
            effect: "requests that no rule matches get 503",
            fix: fix(backend, review)
        )
    }

    private static func fix(_ backend: IngressBackend, _ review: IngressReview) -> Fix {
        let field = review.object.defaultBackendField
        if review.object.paths.contains(where: catchesAll) {
            return Fix("remove it, because the rule without host takes every other request", .remove(field))
        }
        // Where others share the ALB, such a rule takes from those that come later what no rule has matched so far.
        let isAlone =
            review.model.neighbours.map { $0.isComplete && $0.meeting(host: "", limit: 1).names.isEmpty } ?? false
        let isInUse = review.object.paths.contains { path in
            path.backend.map { $0.serviceName == backend.serviceName && $0.port == backend.port } ?? false
        }
        guard isAlone, isInUse, !CanarySettings(review.annotations).isCanary else {
            return "add a last rule without host, with a single slash as path, pathType Prefix and this backend"
        }
        let rule = FieldPath("spec", "rules").index(review.object.rules.count)
        let path = rule.key("http").key("paths").index(0)
        return Fix(
            "make it the backend of a last rule without host, with path \"/\" and pathType \"Prefix\"",
            .all([
                .add(rule, json: #"{"http": {"paths": [{"path": "/", "pathType": "Prefix"}]}}"#),
                .move(field, to: path.key("backend")),
            ])
        )
    }

    private static func catchesAll(_ path: IngressPath) -> Bool {
        path.host.isEmpty && IngressPathPatterns.stored(path.path) == "/"
            && (path.pathType == "Prefix" || path.pathType.isEmpty)
    }
}
