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
        stopsALB: true,
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
        for problem in review.model.problems {
            switch problem.kind {
            case .unknownPathType(let pathType): addPathType(problem, pathType, review, &findings)
            case .noServiceBackend(let isResource): addNoService(problem, isResource, &findings)
            case .noServiceName: addNoName(problem, &findings)
            default: continue
            }
        }
        if review.object.traits.contains(.ruleWithoutPaths) {
            for rule in review.object.rules where rule.paths.isEmpty { addRuleWithoutPaths(rule, &findings) }
        }
        checkDefaultBackend(review, &findings)
        if review.object.rules.isEmpty, review.object.defaultBackend == nil {
            findings.advise(
                FieldPath("spec", "rules"),
                "the Ingress has no rules",
                value: "",
                effect: "it serves nothing",
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
            fix: "add http.paths, or remove the rule"
        )
    }

    private static func addPathType(
        _ problem: GroupProblem,
        _ pathType: String,
        _ review: IngressReview,
        _ findings: inout FindingCollector
    ) {
        findings.add(
            problem.field,
            pathType == IngressPath.writtenEmpty ? "is empty" : "\"\(pathType.clipped)\" is not a known pathType",
            value: pathType,
            effect: GroupFailure.effect(if: problem.isReached) + " (\"unsupported pathType\")",
            fix: fix(problem.field, pathType, review),
            severity: SeverityTable.deny.grade(if: problem.isReached)
        )
    }

    /// A slip of the pen; what the path holds must go with the type that was meant.
    private static func fix(_ field: FieldPath, _ pathType: String, _ review: IngressReview) -> Fix {
        let others: Fix = "use Prefix, Exact or ImplementationSpecific; a regular expression is Prefix with use-regex"
        guard let nearest = Suggestion.onlyNearest(to: pathType, in: pathTypes),
            let path = review.object.paths.first(where: { $0.field.key("pathType").pointer == field.pointer }),
            PathText.hasWildcard(path.path) == (nearest == "ImplementationSpecific"),
            PathText.forbidden(in: path.path).isEmpty, !PathText.looksLikeRegex(path.path)
        else { return others }
        return .write(nearest, in: field)
    }

    private static func addNoService(
        _ problem: GroupProblem,
        _ isResource: Bool,
        _ findings: inout FindingCollector
    ) {
        findings.add(
            problem.field,
            isResource ? "ALB cannot serve from a resource" : "names no Service",
            value: isResource ? "resource" : "",
            effect: crash,
            fix: "use backend.service with a name and a port number"
        )
    }

    private static func addNoName(_ problem: GroupProblem, _ findings: inout FindingCollector) {
        findings.add(
            problem.field,
            "is empty",
            value: "",
            effect: GroupFailure.effect(if: problem.isReached),
            fix: "name the Service",
            severity: SeverityTable(ack: .deny, lbc: .deny, legacy: .warn).grade(if: problem.isReached)
        )
    }

    /// Not read for rules, but every Service event looks at its Service.
    private static func checkDefaultBackend(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard let backend = review.object.defaultBackend, !backend.hasService else { return }
        let field = review.object.defaultBackendField
        findings.add(
            backend.hasResource ? field.key("resource") : field,
            backend.hasResource ? "ALB cannot serve from a resource" : "names no Service",
            value: backend.hasResource ? "resource" : "",
            effect: "the open controller fails at every Service event, so the backends of all Ingresses go stale",
            fix: review.object.rules.isEmpty
                ? "use a rule with http paths instead, because ALB ignores spec.defaultBackend"
                : Fix("remove spec.defaultBackend, which ALB ignores anyway", .remove(field)),
            severity: SeverityTable(ack: .warn, lbc: .deny, legacy: .deny)
        )
    }
}
