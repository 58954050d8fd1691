import ALBController
import Kubernetes

/// ALB limits what one forwarding rule may hold.
struct RuleSize: IngressRule {
    static let description = RuleDescription(
        id: "ALB502",
        name: "rule-size",
        summary: "A forwarding rule may have 10 condition values, 10 of them with wildcards, and 5 actions.",
        severity: .warn,
        kinds: [.ingress],
        effect: "ALB may refuse the rule, and then rule updates of the whole load balancer stop. A Prefix path counts "
            + "as two values, its host as one.",
        example: "conditions.web with 11 source addresses",
        fix: "Spread the values over several paths or Services.",
        sources: [RoutingSource.quotas, RoutingSource.doctor]
    )

    private static let valueLimit = 10
    private static let actionLimit = 5

    static func check(_ review: IngressReview, _ report: inout Report) {
        let hasActions = review.annotations.hasAny(withPrefix: AnnotationKey.actionsPrefix)
        let hasConditions = review.annotations.hasAny(withPrefix: AnnotationKey.conditionsPrefix)
        guard hasActions || hasConditions, review.profile != .legacy, !review.isKnative else { return }
        var seen: Set<String> = []
        for path in review.object.paths {
            guard let service = path.backend?.serviceName, seen.insert(service).inserted else { continue }
            if hasConditions { checkConditions(service, path, review, &report) }
            if hasActions { checkActions(service, path, review, &report) }
        }
    }

    private static func checkConditions(
        _ service: String,
        _ path: IngressPath,
        _ review: IngressReview,
        _ report: inout Report
    ) {
        let key = "\(AnnotationKey.conditionsPrefix)\(service)"
        guard let text = review.annotations[key] else { return }
        let values = values(CustomConditions(text), path, review)
        let wildcards = values.filter(PathText.hasWildcard).count
        guard values.count > valueLimit || wildcards > valueLimit else { return }
        let isCount = values.count > valueLimit
        report.add(
            IngressReview.field(key),
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
        _ review: IngressReview
    ) -> [String] {
        var values = custom.hosts + custom.paths + custom.methods + custom.sourceIPs + custom.statusCodes
        for condition in custom.separate + CanarySettings(review.annotations).conditions {
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
            annotations: RegexAnnotations(review.annotations),
            profile: review.profile
        )
        if case .patterns(let list) = patterns { values += list }
        return values
    }

    private static func checkActions(
        _ service: String,
        _ path: IngressPath,
        _ review: IngressReview,
        _ report: inout Report
    ) {
        let key = "\(AnnotationKey.actionsPrefix)\(service)"
        guard let text = review.annotations[key] else { return }
        let actions = CustomActions(text, of: review.name).actions
        var count = actions.count
        let annotations = review.annotations
        if annotations.trimmed(AnnotationKey.trafficLimitQPS) ?? annotations.trimmed(AnnotationKey.trafficLimitIPQPS)
            != nil
        {
            count += 1
        }
        if annotations.trimmed(AnnotationKey.enableCors) == "true" { count += 1 }
        if annotations.trimmed(AnnotationKey.rewriteTarget) != nil { count += 1 }
        if path.backend?.port != .useAnnotation, !actions.contains(where: \.kind.isFinal) { count += 1 }
        guard count > actionLimit else { return }
        report.add(
            IngressReview.field(key),
            "the rule has \(count) actions, ALB allows \(actionLimit)",
            value: "\(count)",
            effect: "ALB may refuse the rule, and then rule updates of the whole load balancer stop",
            fix: "remove actions"
        )
    }
}
