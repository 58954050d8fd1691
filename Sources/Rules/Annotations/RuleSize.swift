import ALBController
import Admission
import Kubernetes

/// ALB limits what one forwarding rule may hold.
struct RuleSize: Rule {
    static let description = RuleDescription(
        id: "ALB502",
        name: "rule-size",
        summary: "A forwarding rule may have 10 condition values, 10 of them with wildcards, and 5 actions.",
        severity: SeverityTable(ack: .warn, lbc: .warn, legacy: .off),
        kinds: [.ingress],
        effect: "ALB may refuse the rule, and then rule updates of the whole load balancer stop. A Prefix path counts "
            + "as two values, its host as one.",
        example: "conditions.web with 11 source addresses",
        fix: "Spread the values over several paths or Services.",
        sources: [PublicSource.quotas, PublicSource.doctor]
    )

    private static let valueLimit = 10
    private static let actionLimit = 5

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        let facts = review.facts
        guard facts.hasActions || facts.hasConditions, !facts.isKnative else { return }
        var seen: Set<String> = []
        for path in review.object.paths {
            guard let service = path.backend?.serviceName, seen.insert(service).inserted else { continue }
            if facts.hasConditions { checkConditions(facts.conditions(service), path, facts, &findings) }
            if let actions = facts.actions(service) { checkActions(actions, path, facts, &findings) }
        }
    }

    private static func checkConditions(
        _ custom: CustomConditions,
        _ path: IngressPath,
        _ facts: IngressFacts,
        _ findings: inout FindingCollector
    ) {
        let values = values(custom, path, facts)
        let wildcards = values.count(where: PathText.hasWildcard)
        guard values.count > valueLimit || wildcards > valueLimit else { return }
        let isCount = values.count > valueLimit
        findings.add(
            FieldPath.annotation("\(AnnotationKey.conditionsPrefix)\(path.backend?.serviceName ?? "")"),
            isCount
                ? "with host and path the rule has \(values.count) condition values, ALB allows \(valueLimit)"
                : "the rule has \(wildcards) values with wildcards, ALB allows \(valueLimit)",
            value: "\(values.count) \(wildcards)",
            effect: "ALB may refuse the rule, and then rule updates of the whole load balancer stop",
            fix: "spread the values over several paths with Services of their own"
        )
    }

    /// Every value of every condition of the rule.
    private static func values(_ custom: CustomConditions, _ path: IngressPath, _ facts: IngressFacts) -> [String] {
        var values = custom.hosts + custom.paths + custom.methods + custom.sourceIPs + custom.statusCodes
        for condition in custom.separate + facts.canary.conditions {
            switch condition {
            case .header(_, let list), .responseHeader(_, let list): values += list
            case .queryString(let pairs), .cookie(let pairs): values += pairs.map(\.value)
            case .host, .path, .method, .sourceIP, .responseStatusCode: break
            }
        }
        if !path.host.isEmpty { values.append(path.host) }
        if case .patterns(let list) = facts.patterns(path) { values += list }
        return values
    }

    private static func checkActions(
        _ custom: CustomActions,
        _ path: IngressPath,
        _ facts: IngressFacts,
        _ findings: inout FindingCollector
    ) {
        var count = custom.actions.count + facts.annotationActions.count
        if !facts.usesAnnotation(path), !custom.actions.contains(where: \.kind.isFinal) { count += 1 }
        guard count > actionLimit else { return }
        findings.add(
            FieldPath.annotation("\(AnnotationKey.actionsPrefix)\(path.backend?.serviceName ?? "")"),
            "the rule has \(count) actions, ALB allows \(actionLimit)",
            value: "\(count)",
            effect: "ALB may refuse the rule, and then rule updates of the whole load balancer stop",
            fix: "remove actions"
        )
    }
}
