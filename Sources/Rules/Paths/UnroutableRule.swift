import ALBController
import Admission
import Kubernetes

/// Rules that cannot become ALB rules: the mild ones are ignored, a path without Service ends the open controller.
struct UnroutableRule: Rule {
    static let description = RuleDescription(
        id: "ALB404",
        name: "unroutable-rule",
        summary: "Every path needs a known pathType and a Service, and every rule needs http paths.",
        severity: .deny,
        kinds: [.ingress],
        effect:
            "Without backend.service the open controller's process ends on the next Service event and at each restart; "
            + "an unknown pathType or an empty Service name stops every Ingress on this ALB; a rule without http is "
            + "ignored.",
        example: "backend: {resource: {apiGroup: k8s.example.com, kind: StorageBucket, name: static}}",
        fix: "Point the path to a Service.",
        sources: [PublicSource.store, PublicSource.rules, PublicSource.controller]
    )

    private static let pathTypes = ["Exact", "ImplementationSpecific", "Prefix"]
    private static let crash = "the open controller's process ends, for all AlbConfigs of the cluster"

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        let building = RuleBuilding(review)
        for rule in review.object.rules {
            if rule.paths.isEmpty { addRuleWithoutPaths(rule, &findings) }
            for path in rule.paths {
                checkPathType(path, building, &findings)
                checkBackend(path, building, &findings)
            }
        }
        checkDefaultBackend(review, &findings)
        if review.object.rules.isEmpty, review.object.defaultBackend == nil {
            findings.advise(
                FieldPath("spec", "rules"),
                "there are none",
                value: "",
                effect: "the Ingress serves nothing",
                fix: "add a rule with http paths"
            )
        }
    }

    private static func addRuleWithoutPaths(_ rule: IngressRule, _ findings: inout FindingCollector) {
        findings.advise(
            rule.field,
            rule.hasHTTP ? "http has no paths" : "has no http section",
            value: rule.host,
            effect: "the controller ignores the rule",
            fix: "add http.paths with path \"/\" and pathType Prefix, or remove the rule"
        )
    }

    private static func checkPathType(_ path: IngressPath, _ building: RuleBuilding, _ findings: inout FindingCollector)
    {
        guard !path.pathType.isEmpty, !pathTypes.contains(path.pathType), building.canary.makesRules else { return }
        let isReached = building.makesRule(path)
        let nearest = Suggestion.nearest(to: path.pathType, in: pathTypes)
        findings.add(
            path.field.key("pathType"),
            "\"\(path.pathType.clipped)\" is no pathType",
            value: path.pathType,
            effect: GroupFailure.effect(if: isReached) + " (\"unsupported pathType\")",
            fix: Fix(
                nearest.map { "write \"\($0)\"" }
                    ?? "use Prefix, Exact or ImplementationSpecific; regular expressions are Prefix with annotation "
                    + "use-regex: \"true\""
            ),
            severity: building.severity(.deny, if: isReached)
        )
    }

    private static func checkBackend(_ path: IngressPath, _ building: RuleBuilding, _ findings: inout FindingCollector)
    {
        if path.backend?.hasService == true, path.backend?.serviceName.isEmpty == false { return }
        let field = path.field.key("backend")
        guard path.backend?.hasService == true else {
            let isResource = path.backend?.hasResource == true
            findings.add(
                isResource ? field.key("resource") : field,
                isResource ? "ALB cannot serve from a resource" : "names no Service",
                value: isResource ? "resource" : "",
                effect: crash,
                fix: "use backend.service with a name and a port number"
            )
            return
        }
        findings.add(
            field.key("service").key("name"),
            "is empty",
            value: "",
            effect: GroupFailure.effect(if: building.makesServerGroup(path)),
            fix: "name the Service",
            severity: building.severity(
                SeverityTable(ack: .deny, lbc: .deny, legacy: .warn),
                if: building.makesServerGroup(path)
            )
        )
    }

    /// Not read for rules, but every Service event looks at its Service.
    private static func checkDefaultBackend(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard let backend = review.object.defaultBackend, !backend.hasService else { return }
        let field = FieldPath("spec", "defaultBackend")
        findings.add(
            backend.hasResource ? field.key("resource") : field,
            backend.hasResource ? "ALB cannot serve from a resource" : "names no Service",
            value: backend.hasResource ? "resource" : "",
            effect: "the open controller fails at every Service event, so the backends of all Ingresses go stale",
            fix: "remove spec.defaultBackend, which ALB ignores anyway",
            severity: SeverityTable(ack: .warn, lbc: .deny, legacy: .deny)
        )
    }
}
