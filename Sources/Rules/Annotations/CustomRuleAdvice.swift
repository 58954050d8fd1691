import ALBController
import Admission
import Kubernetes

/// What the open controller takes in custom actions and conditions, and ALB does not, or nobody can have meant.
enum CustomRuleAdvice {
    private static let sourceAddress = SeverityTable(ack: .deny, lbc: .warn, legacy: .off)
    /// The webhook of the managed controller refuses such a rule, and ALB did before there was one ("RuleActions is
    /// mandatory"); the open controller sends it.
    private static let noFinalAction = SeverityTable(ack: .deny, lbc: .warn, legacy: .off)

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        let facts = review.facts
        guard review.profile != .legacy,
            facts.hasServiceAnnotations || review.object.traits.contains(.unnumberedPort),
            !facts.hasKnativeForm
        else { return }
        for use in uses(review) {
            let actions = facts.actions(use.service)
            let isOfResponse = facts.directionText(use.service) == RuleDirection.response.rawValue
            if let actions { checkResponses(actions, use, &findings) }
            if isOfResponse {
                checkResponseRule(actions, use, review.profile, &findings)
            } else {
                checkPlaceholder(actions, use, &findings)
            }
            let conditions = facts.conditions(use.service)
            checkSourceAddresses(conditions, use, &findings)
            if !isOfResponse { checkDirection(conditions, actions, use, review, &findings) }
        }
    }

    /// How the paths of an Ingress use the custom actions and conditions of one Service.
    private struct Use {
        var service: String
        /// Whether some path to it becomes a rule.
        var isReached = false
        /// The first path whose port says that the annotation decides.
        var placeholder: IngressPath?
        /// The first path that forwards to the Service.
        var numbered: IngressPath?
    }

    /// One for each Service, in the order of the paths.
    private static func uses(_ review: IngressReview) -> [Use] {
        var uses: [Use] = []
        var indexes: [String: Int] = [:]
        for path in review.object.paths {
            guard let backend = path.backend, backend.hasService else { continue }
            let index = indexes[backend.serviceName] ?? uses.count
            if index == uses.count {
                indexes[backend.serviceName] = index
                uses.append(Use(service: backend.serviceName))
            }
            if !uses[index].isReached { uses[index].isReached = review.model.makesRule(path) }
            // A canary by weight makes no rule, and of its server groups another rule speaks.
            guard review.model.hasForwardingListener, review.facts.makesRules else { continue }
            if !review.facts.usesAnnotation(path) {
                uses[index].numbered = uses[index].numbered ?? path
            } else if uses[index].placeholder == nil {
                uses[index].placeholder = path
            }
        }
        return uses
    }

    private static func checkResponses(_ actions: CustomActions, _ use: Use, _ findings: inout FindingCollector) {
        for action in actions.actions {
            guard case .fixedResponse(let config) = action, config.contentType.isEmpty else { continue }
            findings.advise(
                FieldPath.annotation("\(AnnotationKey.actionsPrefix)\(use.service)"),
                "FixedResponse has no ContentType",
                value: "ContentType",
                effect: "ALB may refuse the rule",
                fix: "add the ContentType of the content"
            )
        }
    }

    /// A port `use-annotation` leaves everything to the annotation, also when there is none.
    private static func checkPlaceholder(_ actions: CustomActions?, _ use: Use, _ findings: inout FindingCollector) {
        guard let path = use.placeholder else { return }
        if let worst = actions?.worst, worst != .silentlyWrong { return }
        let isFinal = actions?.configs.contains { ActionKind(custom: $0.type)?.isFinal == true } == true
        guard !isFinal else { return }
        let key = "\(AnnotationKey.actionsPrefix)\(use.service.clipped)"
        findings.add(
            path.servicePortField,
            actions == nil
                ? "use-annotation needs annotation \(key), which is not there"
                : "use-annotation needs a final action in annotation \(key)",
            value: use.service,
            effect: "the rule has no final action, and ALB refuses it (\"RuleActions is mandatory\")",
            fix: "add a ForwardGroup, Redirect or FixedResponse action, or write the number of a Service port",
            severity: use.isReached ? noFinalAction : .warn
        )
    }

    /// A rule of the response direction does what the annotation says, and nothing else.
    private static func checkResponseRule(
        _ actions: CustomActions?,
        _ use: Use,
        _ profile: ControllerProfile,
        _ findings: inout FindingCollector
    ) {
        let isFinal = actions?.configs.contains { ActionKind(custom: $0.type)?.isFinal == true } == true
        if use.placeholder != nil, actions?.configs.isEmpty ?? true {
            findings.advise(
                FieldPath.annotation("\(AnnotationKey.ruleDirectionPrefix)\(use.service)"),
                "Response needs annotation \(AnnotationKey.actionsPrefix)\(use.service.clipped) with an action",
                value: "no action",
                effect: "the rule has no action at all, and ALB may refuse it",
                fix: "add the actions, or remove the annotation"
            )
        } else if let path = use.numbered, profile != .lbc || !isFinal {
            // Of two final actions the open controller says enough itself.
            findings.advise(
                path.field.key("backend").key("service").key("port"),
                "a rule of the response direction cannot forward, but the port is a number",
                value: use.service,
                effect: "ALB may refuse the rule, and then rule updates of the whole load balancer stop",
                fix: "use the port name use-annotation, or remove annotation rule-direction.\(use.service.clipped)"
            )
        }
    }

    private static func checkSourceAddresses(
        _ conditions: CustomConditions,
        _ use: Use,
        _ findings: inout FindingCollector
    ) {
        guard let wrong = conditions.sourceIPs.first(where: { CIDR.read($0) == .neither }) else { return }
        findings.add(
            FieldPath.annotation("\(AnnotationKey.conditionsPrefix)\(use.service)"),
            "source address \"\(wrong.clipped)\" is no IP address or CIDR block",
            value: wrong,
            effect: "ALB refuses the rule, and then rule updates of the whole load balancer stop",
            fix: "write an IP address or a CIDR block",
            severity: use.isReached ? sourceAddress : .warn
        )
    }

    private static func checkDirection(
        _ conditions: CustomConditions,
        _ actions: CustomActions?,
        _ use: Use,
        _ review: IngressReview,
        _ findings: inout FindingCollector
    ) {
        guard conditions.needsResponse else { return }
        let answers = actions?.actions.contains { $0.kind == .fixedResponse } == true
        findings.advise(
            FieldPath.annotation("\(AnnotationKey.conditionsPrefix)\(use.service)"),
            "conditions on the response need annotation rule-direction.\(use.service.clipped): \"Response\"",
            value: review.facts.directionText(use.service) ?? "",
            effect: answers ? "every request gets the fixed response" : "ALB may refuse the rule",
            fix: "set that annotation, or remove the conditions on the response"
        )
    }
}
