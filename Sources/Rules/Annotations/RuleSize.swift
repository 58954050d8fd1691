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
        guard review.profile != .legacy, !review.isKnative else { return }
        var actions = review.annotations.byService(AnnotationKey.actionsPrefix)
        var conditions = review.annotations.byService(AnnotationKey.conditionsPrefix)
        guard !actions.isEmpty || !conditions.isEmpty else { return }
        let facts = Facts(review)
        for path in review.object.paths {
            guard let service = path.backend?.serviceName else { continue }
            if let text = conditions.removeValue(forKey: service) { checkConditions(text, path, facts, &findings) }
            if let text = actions.removeValue(forKey: service) { checkActions(text, path, facts, &findings) }
        }
    }

    /// What is the same for all paths.
    private struct Facts {
        let name: ObjectName
        let profile: ControllerProfile
        let regex: RegexAnnotations
        let canaryConditions: [RuleCondition]
        /// Actions that other annotations add to each rule.
        let sharedActions: Int

        init(_ review: IngressReview) {
            let annotations = review.annotations
            name = review.name
            profile = review.profile
            regex = RegexAnnotations(annotations)
            canaryConditions = CanarySettings(annotations).conditions
            let limit =
                annotations.trimmed(AnnotationKey.trafficLimitQPS)
                ?? annotations.trimmed(AnnotationKey.trafficLimitIPQPS)
            sharedActions =
                (limit == nil ? 0 : 1) + (annotations.trimmed(AnnotationKey.enableCors) == "true" ? 1 : 0)
                + (annotations.trimmed(AnnotationKey.rewriteTarget) == nil ? 0 : 1)
        }
    }

    private static func checkConditions(
        _ text: String,
        _ path: IngressPath,
        _ facts: Facts,
        _ findings: inout FindingCollector
    ) {
        let values = values(CustomConditions(text), path, facts)
        let wildcards = values.filter(PathText.hasWildcard).count
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
    private static func values(
        _ custom: CustomConditions,
        _ path: IngressPath,
        _ facts: Facts
    ) -> [String] {
        var values = custom.hosts + custom.paths + custom.methods + custom.sourceIPs + custom.statusCodes
        for condition in custom.separate + facts.canaryConditions {
            switch condition {
            case .header(_, let list), .responseHeader(_, let list): values += list
            case .queryString(let pairs), .cookie(let pairs): values += pairs.map(\.value)
            case .host, .path, .method, .sourceIP, .responseStatusCode: break
            }
        }
        if !path.host.isEmpty { values.append(path.host) }
        let patterns = IngressPathPatterns(
            path: path.path,
            pathType: path.pathType,
            annotations: facts.regex,
            profile: facts.profile
        )
        if case .patterns(let list) = patterns { values += list }
        return values
    }

    private static func checkActions(
        _ text: String,
        _ path: IngressPath,
        _ facts: Facts,
        _ findings: inout FindingCollector
    ) {
        let actions = CustomActions(text, of: facts.name).actions
        var count = actions.count + facts.sharedActions
        if path.backend?.port != .useAnnotation, !actions.contains(where: \.kind.isFinal) { count += 1 }
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
