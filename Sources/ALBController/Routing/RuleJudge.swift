import Kubernetes

/// Notes what the controller stumbles over when it makes the rules of one Ingress.
///
/// Source: `buildRuleActions`, `buildRuleConditions`, `buildRuleDirection` and `buildPathPatterns` in
/// `model_build_listener_rules.go` of alibaba/alibaba-load-balancer-controller, which stop at the first problem.
struct RuleJudge {
    let facts: IngressFacts
    var problems = GroupProblemList()
    /// The final actions in the annotation of each Service that was looked at, for each kind of listener.
    private var finals: [ServiceUse: [ActionKind]] = [:]
    /// What server groups of the Ingress would be refused for.
    private lazy var backendProblems = BackendSettings.problems(facts)
    /// Services whose action stands beside the backend of some path.
    private var besideFinal: Set<String> = []

    struct ServiceUse: Hashable {
        var service: String
        var redirecting: Bool
    }

    init(_ facts: IngressFacts) {
        self.facts = facts
    }

    /// Looks at the rule of a path on a listener that redirects, or on one that does not; false when it is refused.
    ///
    /// `makesGroup` says whether its backend becomes a server group, which it does not where canaries take everything.
    @discardableResult
    mutating func judge(_ path: IngressPath, redirecting: Bool, makesGroup: @autoclosure () -> Bool = true) -> Bool {
        guard let service = path.service else { return false }
        let finals = finals(ServiceUse(service: service, redirecting: redirecting))
        if !redirecting, !facts.usesAnnotation(path) { judgeBackend(path, service, finals, makesGroup()) }
        switch facts.refusal(of: path) {
        case nil: return true
        case .wildcard:
            let kind = GroupProblem.Kind.wildcardInPath(path.storedPath, pathType: path.pathType)
            problems.add(facts.problem(kind, .groupFails, at: path.field.key("path")))
        case .unknownPathType:
            let kind = GroupProblem.Kind.unknownPathType(path.pathType)
            problems.add(facts.problem(kind, .groupFails, at: path.field.key("pathType")))
        }
        return false
    }

    /// What is wrong with annotations that every rule and every server group reads.
    mutating func judgeAnnotations() {
        reportLimit()
        reportBackend()
    }

    /// Checked when a server group is made for the Ingress, so not on a listener that only redirects.
    mutating func reportBackend() { problems.add(backendProblems) }

    private mutating func judgeBackend(
        _ path: IngressPath,
        _ service: String,
        _ finals: [ActionKind],
        _ makesGroup: @autoclosure () -> Bool
    ) {
        let isNewer = facts.profile == .ack
        if finals.count == 1, let kind = finals.first, besideFinal.insert(service).inserted {
            let field = path.servicePortField
            let problem = GroupProblem.Kind.backendBesideFinalAction(kind, service: service)
            problems.add(facts.problem(problem, isNewer ? .silentlyWrong : .groupFails, at: field))
        }
        if isNewer, !finals.isEmpty { return }
        guard service.isEmpty || !backendProblems.isEmpty, makesGroup() else { return }
        if service.isEmpty { problems.add(facts.noServiceName(path)) }
        reportBackend()
    }

    private mutating func finals(_ use: ServiceUse) -> [ActionKind] {
        if let known = finals[use] { return known }
        let found = judgeService(use)
        finals[use] = found
        return found
    }

    /// What all paths to one Service have in common.
    private mutating func judgeService(_ use: ServiceUse) -> [ActionKind] {
        reportLimit()
        if facts.hasConditions {
            for found in facts.conditions(use.service).problems {
                problems.add(facts.conditionProblem(found, use.service))
            }
        }
        if let text = facts.directionText(use.service), RuleDirection(rawValue: text) == nil {
            let field = FieldPath.annotation("\(AnnotationKey.ruleDirectionPrefix)\(use.service)")
            problems.add(facts.problem(.direction(text), .groupFails, at: field))
        }
        guard let custom = facts.actions(use.service) else { return [] }
        report(custom, use)
        guard !use.redirecting else { return [] }
        let finals = custom.actions.map(\.kind).filter(\.isFinal)
        if finals.count > 1 {
            let field = FieldPath.annotation("\(AnnotationKey.actionsPrefix)\(use.service)")
            let kind = GroupProblem.Kind.severalFinalActions(finals, service: use.service)
            problems.add(facts.problem(kind, .groupFails, at: field))
        }
        return finals
    }

    private mutating func reportLimit() {
        guard let found = facts.annotationActions.limitProblem else { return }
        problems.add(facts.problem(.trafficLimit(found.reason), .groupFails, at: .annotation(found.key)))
    }

    private mutating func report(_ custom: CustomActions, _ use: ServiceUse) {
        for found in custom.problems {
            // On a redirecting listener a redirect of the annotation is dropped before anybody reads its settings.
            if use.redirecting, found.kind == .missingConfig(.redirect) { continue }
            problems.add(facts.actionProblem(found, use.service))
        }
        if facts.annotationActions.hasLimit, custom.configs.contains(where: \.isTrafficLimit) {
            let field = FieldPath.annotation("\(AnnotationKey.actionsPrefix)\(use.service)")
            problems.add(facts.problem(.trafficLimitTwice(service: use.service), .groupFails, at: field))
        }
        if custom.configs.contains(where: \.forwardsToService) { reportBackend() }
    }
}

extension ActionConfig {
    var isTrafficLimit: Bool { GoText.equalFold(type, ActionKind.trafficLimit.rawValue) }

    var forwardsToService: Bool {
        ActionKind(custom: type) == .forwardGroup
            && forward?.serverGroups.contains { $0.serverGroupID.isEmpty } == true
    }
}
