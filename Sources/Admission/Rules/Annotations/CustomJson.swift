import ALBController
import Kubernetes

/// A mistake in custom actions or conditions is answered by the open controller with an error for the whole group, a
/// silent panic, or its death.
struct CustomJson: IngressRule {
    static let description = RuleDescription(
        id: "ALB504",
        name: "custom-json",
        summary: "actions.<service> and conditions.<service> must be JSON lists of complete actions and conditions.",
        severity: SeverityTable(ack: .deny, lbc: .deny, legacy: .warn),
        kinds: [.ingress],
        effect: "No Ingress on this ALB is updated any more; an action without its settings even makes the open "
            + "controller panic. A rule without final action answers nothing.",
        example: #"alb.ingress.kubernetes.io/actions.web: '[{"type": "forward"}]'"#,
        fix: "Write a list of objects, each with Type and the settings of that type.",
        sources: [RoutingSource.rules, RoutingSource.store, RoutingSource.dictionary, RoutingSource.migration]
    )

    private static let finalBesidePort = SeverityTable(ack: .warn, lbc: .deny, legacy: .warn)
    private static let sourceAddress = SeverityTable(ack: .deny, lbc: .warn, legacy: .warn)

    static func check(_ review: IngressReview, _ report: inout Report) {
        guard !review.isKnative else { return }
        let hasAny = review.annotations.hasAny(withPrefix: AnnotationKey.prefix)
        for use in CustomRuleUse.all(review) {
            let actionKey = "\(AnnotationKey.actionsPrefix)\(use.service)"
            let actions = hasAny ? review.annotations[actionKey].map { CustomActions($0, of: review.name) } : nil
            if let actions { check(actions, use, actionKey, review, &report) }
            checkPlaceholder(actions, use, review, &report)
            let conditionKey = "\(AnnotationKey.conditionsPrefix)\(use.service)"
            guard hasAny, let text = review.annotations[conditionKey] else { continue }
            check(CustomConditions(text), actions, use, conditionKey, review, &report)
        }
    }

    private static func add(
        _ problem: CustomRuleProblem,
        _ key: String,
        reached: Bool,
        _ report: inout Report
    ) {
        let field = problem.field(in: key)
        let value = "\(problem.explanation) \(problem.value)"
        guard problem.consequence != .silentlyWrong else {
            report.advise(field, problem.explanation, value: value, fix: problem.fix)
            return
        }
        let isCertain = reached || problem.consequence == .processDies && problem.kind == .missingConfig(.forwardGroup)
        report.add(
            field,
            problem.explanation,
            value: value,
            effect: problem.effect,
            fix: problem.fix,
            severity: isCertain ? nil : .warn
        )
    }

    private static func check(
        _ actions: CustomActions,
        _ use: CustomRuleUse,
        _ key: String,
        _ review: IngressReview,
        _ report: inout Report
    ) {
        for problem in actions.problems {
            // Newer controllers keep the documented defaults.
            if review.profile == .ack, case .emptyRedirectMembers = problem.kind { continue }
            let isDropped = problem.kind == .missingConfig(.redirect) && onlyRedirects(review)
            add(problem, key, reached: use.isReached && !isDropped, &report)
        }
        let finals = actions.actions.filter(\.kind.isFinal).map(\.kind.rawValue)
        if finals.count > 1 {
            report.add(
                IngressReview.field(key),
                "\(finals.prefix(4).joined(separator: " and ")) are \(finals.count) final actions, there must be one",
                value: finals.joined(separator: " "),
                effect: GroupFailure.effect + " (\"multi finalType action find\")",
                fix: "keep one of them",
                severity: use.isReached && !onlyRedirects(review) ? nil : .warn
            )
        } else if let final = finals.first, use.forwardsItself {
            report.add(
                use.path.field.key("backend").key("service").key("port"),
                "the path forwards to Service \"\(use.service.clipped)\" and annotation \(key.clipped) has a "
                    + "\(final) besides",
                value: final,
                effect: GroupFailure.effect + " (\"multi finalType action find\"); newer ones take the annotation's",
                fix: "use the port \"name: use-annotation\"",
                severity: finalBesidePort
            )
        }
        checkLimit(actions, use, key, review, &report)
        for response in actions.actions {
            guard case .fixedResponse(let config) = response, config.contentType.isEmpty else { continue }
            report.advise(
                IngressReview.field(key),
                "FixedResponse has no ContentType",
                value: "ContentType",
                effect: "ALB may refuse the rule",
                fix: #"add "ContentType": "text/plain""#
            )
        }
    }

    private static func checkLimit(
        _ actions: CustomActions,
        _ use: CustomRuleUse,
        _ key: String,
        _ review: IngressReview,
        _ report: inout Report
    ) {
        let annotations = review.annotations
        guard actions.configs.contains(where: { ActionKind(custom: $0.type) == .trafficLimit }),
            (annotations.trimmed(AnnotationKey.trafficLimitQPS) ?? annotations.trimmed(AnnotationKey.trafficLimitIPQPS))
                != nil
        else { return }
        report.add(
            IngressReview.field(key),
            "a TrafficLimit action and a traffic-limit annotation exclude each other",
            value: "TrafficLimit twice",
            effect: GroupFailure.effect,
            fix: "keep one of the two",
            severity: use.isReached ? nil : .warn
        )
    }

    /// A port `use-annotation` leaves everything to the annotation, also when there is none.
    private static func checkPlaceholder(
        _ actions: CustomActions?,
        _ use: CustomRuleUse,
        _ review: IngressReview,
        _ report: inout Report
    ) {
        guard let path = use.placeholder,
            review.annotations["\(AnnotationKey.ruleDirectionPrefix)\(use.service)"] != "Response"
        else { return }
        let isFinal = actions?.configs.contains { ActionKind(custom: $0.type)?.isFinal == true } == true
        guard !isFinal else { return }
        let key = "\(AnnotationKey.actionsPrefix)\(use.service.clipped)"
        report.advise(
            path.field.key("backend").key("service").key("port"),
            actions == nil
                ? "use-annotation needs annotation \(key), which is not there"
                : "use-annotation needs a final action in annotation \(key)",
            value: use.service,
            effect: "the rule has no final action and ALB may refuse it",
            fix: "add a ForwardGroup, Redirect or FixedResponse action, or write the number of a Service port"
        )
    }

    private static func check(
        _ conditions: CustomConditions,
        _ actions: CustomActions?,
        _ use: CustomRuleUse,
        _ key: String,
        _ review: IngressReview,
        _ report: inout Report
    ) {
        for problem in conditions.problems { add(problem, key, reached: use.isReached, &report) }
        if let wrong = conditions.sourceIPs.first(where: { !IPRange.isValid($0) }) {
            report.add(
                IngressReview.field(key),
                "source address \"\(wrong.clipped)\" is no IP address or CIDR block",
                value: wrong,
                effect: "ALB refuses the rule, and then rule updates of the whole load balancer stop",
                fix: "write an address such as \"10.0.0.0/24\"",
                severity: use.isReached ? sourceAddress : .warn
            )
        }
        let direction = review.annotations["\(AnnotationKey.ruleDirectionPrefix)\(use.service)"]
        guard conditions.needsResponse, direction != "Response" else { return }
        let answers = actions?.actions.contains { $0.kind == .fixedResponse } == true
        report.advise(
            IngressReview.field(key),
            "conditions on the response need annotation rule-direction.\(use.service.clipped): \"Response\"",
            value: direction ?? "",
            effect: answers ? "every request gets the fixed response" : "ALB may refuse the rule",
            fix: "set \(AnnotationKey.ruleDirectionPrefix)\(use.service.clipped) to \"Response\""
        )
    }

    /// Custom actions other than headers, limits and CORS are dropped on a listener that redirects.
    private static func onlyRedirects(_ review: IngressReview) -> Bool {
        !RuleBuilding(review).hasForwardingListener
    }
}
