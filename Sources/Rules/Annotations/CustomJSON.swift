import ALBController
import Admission
import Kubernetes

/// A mistake in custom actions or conditions is answered by the open controller with an error for the whole group, a
/// silent panic, or its death.
struct CustomJSON: Rule {
    static let description = RuleDescription(
        id: "ALB504",
        name: "custom-json",
        summary: "actions.<service> and conditions.<service> must be JSON lists of complete actions and conditions.",
        severity: SeverityTable(ack: .deny, lbc: .deny, legacy: .off),
        kinds: [.ingress],
        effect: "No Ingress on this ALB is updated any more; an action without its settings even makes the open "
            + "controller panic. A rule without final action answers nothing.",
        example: #"alb.ingress.kubernetes.io/actions.web: '[{"type": "forward"}]'"#,
        fix: "Write a list of objects, each with Type and the settings of that type.",
        sources: [PublicSource.rules, PublicSource.store, PublicSource.dictionary, PublicSource.migration]
    )

    private static let finalBesidePort = SeverityTable(ack: .warn, lbc: .deny, legacy: .off)
    private static let sourceAddress = SeverityTable(ack: .deny, lbc: .warn, legacy: .off)

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard !review.isKnative, review.profile != .legacy else { return }
        let actionTexts = review.annotations.byService(AnnotationKey.actionsPrefix)
        let conditionTexts = review.annotations.byService(AnnotationKey.conditionsPrefix)
        let directions = review.annotations.byService(AnnotationKey.ruleDirectionPrefix)
        // Without any of them only a path that relies on one can be wrong.
        let isPlain = actionTexts.isEmpty && conditionTexts.isEmpty
        guard !isPlain || review.object.paths.contains(where: { $0.backend?.port == .useAnnotation }) else { return }
        let facts = Facts(review)
        for use in CustomRuleUse.all(review) {
            let actions = actionTexts[use.service].map { CustomActions($0, of: review.name) }
            let direction = directions[use.service]
            if let actions { check(actions, use, "\(AnnotationKey.actionsPrefix)\(use.service)", facts, &findings) }
            if direction != "Response" { checkPlaceholder(actions, use, &findings) }
            guard let text = conditionTexts[use.service] else { continue }
            check(CustomConditions(text), actions, use, direction, &findings)
        }
    }

    /// What is the same for all Services.
    private struct Facts {
        let profile: ControllerProfile
        /// Custom actions other than headers, limits and CORS are dropped on a listener that redirects.
        let onlyRedirects: Bool
        let hasLimit: Bool

        init(_ review: IngressReview) {
            profile = review.profile
            onlyRedirects = !RuleBuilding(review).hasForwardingListener
            hasLimit =
                review.annotations.trimmed(AnnotationKey.trafficLimitQPS) != nil
                || review.annotations.trimmed(AnnotationKey.trafficLimitIPQPS) != nil
        }
    }

    private static func add(
        _ problem: CustomRuleProblem,
        _ key: String,
        reached: Bool,
        _ findings: inout FindingCollector
    ) {
        let field = problem.field(in: key)
        let value = "\(problem.explanation) \(problem.value)"
        guard problem.consequence != .silentlyWrong else {
            findings.advise(field, problem.explanation, value: value, fix: Fix(problem.fix))
            return
        }
        let isCertain = reached || problem.consequence == .processDies && problem.kind == .missingConfig(.forwardGroup)
        findings.add(
            field,
            problem.explanation,
            value: value,
            effect: problem.effect,
            fix: Fix(problem.fix),
            severity: isCertain ? nil : .warn
        )
    }

    private static func check(
        _ actions: CustomActions,
        _ use: CustomRuleUse,
        _ key: String,
        _ facts: Facts,
        _ findings: inout FindingCollector
    ) {
        for problem in actions.problems {
            // Newer controllers keep the documented defaults.
            if facts.profile == .ack, case .emptyRedirectMembers = problem.kind { continue }
            // The fault of type that was found besides explains it.
            if problem.kind == .trafficLimit(.bothEmpty), actions.hasTypeError { continue }
            let isDropped = problem.kind == .missingConfig(.redirect) && facts.onlyRedirects
            add(problem, key, reached: use.isReached && !isDropped, &findings)
        }
        let finals = actions.actions.filter(\.kind.isFinal).map(\.kind.rawValue)
        if finals.count > 1 {
            findings.add(
                FieldPath.annotation(key),
                "\(finals.prefix(4).joined(separator: " and ")) are \(finals.count) final actions, there must be one",
                value: finals.joined(separator: " "),
                effect: GroupFailure.effect + " (\"multi finalType action find\")",
                fix: "keep one of them",
                severity: use.isReached && !facts.onlyRedirects ? nil : .warn
            )
        } else if let final = finals.first, use.forwardsItself {
            findings.add(
                use.path.field.key("backend").key("service").key("port"),
                "the path forwards to Service \"\(use.service.clipped)\" and annotation \(key.clipped) has a "
                    + "\(final) besides",
                value: final,
                effect: GroupFailure.effect + " (\"multi finalType action find\"); newer ones take the annotation's",
                fix: "use the port \"name: use-annotation\"",
                severity: finalBesidePort
            )
        }
        if facts.hasLimit { checkLimit(actions, use, key, &findings) }
        for response in actions.actions {
            guard case .fixedResponse(let config) = response, config.contentType.isEmpty else { continue }
            findings.advise(
                FieldPath.annotation(key),
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
        _ findings: inout FindingCollector
    ) {
        guard actions.configs.contains(where: { ActionKind(custom: $0.type) == .trafficLimit })
        else { return }
        findings.add(
            FieldPath.annotation(key),
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
        _ findings: inout FindingCollector
    ) {
        guard let path = use.placeholder else { return }
        if let worst = actions?.worst, worst != .silentlyWrong { return }
        let isFinal = actions?.configs.contains { ActionKind(custom: $0.type)?.isFinal == true } == true
        guard !isFinal else { return }
        let key = "\(AnnotationKey.actionsPrefix)\(use.service.clipped)"
        findings.advise(
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
        _ direction: String?,
        _ findings: inout FindingCollector
    ) {
        let key = "\(AnnotationKey.conditionsPrefix)\(use.service)"
        for problem in conditions.problems { add(problem, key, reached: use.isReached, &findings) }
        if let wrong = conditions.sourceIPs.first(where: { !IPRange.isValid($0) }) {
            findings.add(
                FieldPath.annotation(key),
                "source address \"\(wrong.clipped)\" is no IP address or CIDR block",
                value: wrong,
                effect: "ALB refuses the rule, and then rule updates of the whole load balancer stop",
                fix: "write an address such as \"10.0.0.0/24\"",
                severity: use.isReached ? sourceAddress : .warn
            )
        }
        guard conditions.needsResponse, direction != "Response" else { return }
        let answers = actions?.actions.contains { $0.kind == .fixedResponse } == true
        findings.advise(
            FieldPath.annotation(key),
            "conditions on the response need annotation rule-direction.\(use.service.clipped): \"Response\"",
            value: direction ?? "",
            effect: answers ? "every request gets the fixed response" : "ALB may refuse the rule",
            fix: "set \(AnnotationKey.ruleDirectionPrefix)\(use.service.clipped) to \"Response\""
        )
    }
}
