import Kubernetes

/// Makes the rules of one Ingress and notes what the controller stumbles over on the way.
///
/// Source: `buildRuleActions` and `buildRuleConditions` in `model_build_listener_rules.go` of
/// alibaba/alibaba-load-balancer-controller.
struct RuleFactory {
    let facts: IngressFacts
    var problems = GroupProblemList()
    private var effects: [ServiceUse: RuleEffect] = [:]
    private var othersIDs: [String: Int] = [:]
    private var reportedBackend = false
    /// Services whose action stands beside the backend of some path.
    private var besideFinal: Set<String> = []

    private struct ServiceUse: Hashable {
        var service: String
        var redirecting: Bool
    }

    init(_ facts: IngressFacts) {
        self.facts = facts
    }

    /// What the rule of a path asks for; nil when the controller refuses the path.
    mutating func match(_ path: IngressPath, _ interner: inout ConditionInterner) -> RuleMatch? {
        guard let service = path.service else { return nil }
        let custom = facts.conditions(service)
        var match = RuleMatch(host: path.host, patterns: [], custom: custom, canary: facts.canary.conditions)
        if let known = othersIDs[service] {
            match.othersID = known
        } else {
            match.othersID = interner.id(match.others)
            othersIDs[service] = match.othersID
            for found in custom.problems { problems.add(facts.conditionProblem(found, service)) }
        }
        switch facts.patterns(path) {
        case .patterns(let values): match.patterns = values
        case .wildcardNotAllowed:
            let kind = GroupProblem.Kind.wildcardInPath(path.storedPath, pathType: path.pathType)
            problems.add(facts.problem(kind, .groupFails, at: path.field.key("path")))
            return nil
        case .unknownPathType:
            let kind = GroupProblem.Kind.unknownPathType(path.pathType)
            problems.add(facts.problem(kind, .groupFails, at: path.field.key("pathType")))
            return nil
        }
        return match
    }

    mutating func direction(_ path: IngressPath) -> RuleDirection {
        let service = path.service ?? ""
        if let direction = facts.services.direction(service) { return direction }
        let field = FieldPath.annotation("\(AnnotationKey.ruleDirectionPrefix)\(service)")
        let text = facts.services.directionText(service) ?? ""
        problems.add(facts.problem(.direction(text), .groupFails, at: field))
        return .request
    }

    /// What the rule of a path does; `forward` is what its own backend becomes.
    mutating func effect(
        _ path: IngressPath,
        redirecting: Bool,
        forward: @autoclosure () -> RuleAction
    ) -> RuleEffect {
        let service = path.service ?? ""
        var effect = shared(ServiceUse(service: service, redirecting: redirecting))
        guard !redirecting, !facts.usesAnnotation(path) else { return effect }
        let isNewer = facts.profile == .ack
        if effect.finals.count == 1, let kind = effect.finals.first?.kind, besideFinal.insert(service).inserted {
            let field = path.field.key("backend").key("service").key("port")
            let problem = GroupProblem.Kind.backendBesideFinalAction(kind, service: service)
            problems.add(facts.problem(problem, isNewer ? .silentlyWrong : .groupFails, at: field))
        }
        if isNewer, !effect.finals.isEmpty { return effect }
        if service.isEmpty { problems.add(facts.noServiceName(path)) }
        reportBackend()
        effect.finals.append(forward())
        return effect
    }

    /// What is wrong with annotations that every rule and every server group reads.
    mutating func judgeAnnotations() {
        reportLimit()
        reportBackend()
    }

    private mutating func reportLimit() {
        guard let found = facts.annotationActions.limitProblem else { return }
        problems.add(facts.problem(.trafficLimit(found.reason), .groupFails, at: .annotation(found.key)))
    }

    /// Checked when a server group is made for the Ingress, so not on a listener that only redirects.
    mutating func reportBackend() {
        guard !reportedBackend else { return }
        reportedBackend = true
        problems.add(BackendSettings.problems(facts))
    }

    private mutating func shared(_ use: ServiceUse) -> RuleEffect {
        if let effect = effects[use] { return effect }
        let effect = makeShared(use)
        effects[use] = effect
        return effect
    }

    /// The part that all paths to one Service have in common.
    private mutating func makeShared(_ use: ServiceUse) -> RuleEffect {
        let own = facts.annotationActions
        reportLimit()
        let custom = facts.actions(use.service)
        report(custom, use)
        let raw = [own.limit, own.cors].compactMap(\.self) + (custom?.actions ?? [])
        if use.redirecting {
            let kept = raw.filter { Self.keptOnRedirect.contains($0.kind) }
            return RuleEffect(leading: kept, finals: [.redirect(.toHTTPS443)])
        }
        let all = raw + [own.rewrite].compactMap(\.self)
        let limits = all.filter { $0.kind == .trafficLimit }
        let others = all.filter { !$0.kind.isFinal && $0.kind != .trafficLimit }
        let effect = RuleEffect(leading: limits + others, finals: all.filter(\.kind.isFinal))
        if effect.finals.count > 1 {
            let field = FieldPath.annotation("\(AnnotationKey.actionsPrefix)\(use.service)")
            let kinds = effect.finals.map(\.kind)
            problems.add(facts.problem(.severalFinalActions(kinds, service: use.service), .groupFails, at: field))
        }
        return effect
    }

    private static let keptOnRedirect: Set<ActionKind> = [.insertHeader, .removeHeader, .trafficLimit, .cors]

    private mutating func report(_ custom: CustomActions?, _ use: ServiceUse) {
        guard let custom else { return }
        for found in custom.problems {
            // On a redirecting listener a redirect of the annotation is dropped before anybody reads its settings.
            if use.redirecting, found.kind == .missingConfig(.redirect) { continue }
            // Newer controllers keep the documented defaults.
            if facts.profile == .ack, case .emptyRedirectMembers = found.kind { continue }
            problems.add(facts.actionProblem(found, use.service))
        }
        let field = FieldPath.annotation("\(AnnotationKey.actionsPrefix)\(use.service)")
        if facts.annotationActions.hasLimit, custom.configs.contains(where: \.isTrafficLimit) {
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

/// Numbers lists of conditions, so that rules compare theirs in one step.
struct ConditionInterner {
    private var ids: [[RuleCondition]: Int] = [[]: 0]

    mutating func id(_ conditions: [RuleCondition]) -> Int {
        if let id = ids[conditions] { return id }
        ids[conditions] = ids.count
        return ids.count - 1
    }
}
