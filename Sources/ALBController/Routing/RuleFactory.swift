import Kubernetes

/// Makes the rules of one Ingress; see ``RuleJudge`` for what the controller stumbles over on the way.
///
/// Source: `buildRuleActions` and `buildRuleConditions` in `model_build_listener_rules.go` of
/// alibaba/alibaba-load-balancer-controller.
struct RuleFactory {
    let facts: IngressFacts
    private var effects: [RuleJudge.ServiceUse: RuleEffect] = [:]
    private var othersIDs: [String: Int] = [:]

    init(_ facts: IngressFacts) {
        self.facts = facts
    }

    /// What the rule of a path asks for; nil when the controller refuses the path.
    mutating func match(_ path: IngressPath, _ interner: inout ConditionInterner) -> RuleMatch? {
        guard let service = path.service, case .patterns(let patterns) = facts.patterns(path) else { return nil }
        let custom = facts.conditions(service)
        var match = RuleMatch(host: path.host, patterns: patterns, custom: custom, canary: facts.canary.conditions)
        if let known = othersIDs[service] {
            match.othersID = known
        } else {
            match.othersID = interner.id(match.others)
            othersIDs[service] = match.othersID
        }
        return match
    }

    /// A text that is neither of the two words is a problem, and a request's here.
    func direction(_ path: IngressPath) -> RuleDirection {
        facts.directionText(path.service ?? "").flatMap { RuleDirection(rawValue: $0) } ?? .request
    }

    /// What the rule of a path does; `forward` is what its own backend becomes.
    mutating func effect(
        _ path: IngressPath,
        redirecting: Bool,
        forward: @autoclosure () -> RuleAction
    ) -> RuleEffect {
        var effect = shared(RuleJudge.ServiceUse(service: path.service ?? "", redirecting: redirecting))
        guard !redirecting, !facts.usesAnnotation(path) else { return effect }
        // Newer controllers take the annotation's action instead of the backend.
        if facts.profile == .ack, !effect.finals.isEmpty { return effect }
        effect.finals.append(forward())
        return effect
    }

    private mutating func shared(_ use: RuleJudge.ServiceUse) -> RuleEffect {
        if let effect = effects[use] { return effect }
        let effect = makeShared(use)
        effects[use] = effect
        return effect
    }

    /// The part that all paths to one Service have in common.
    private func makeShared(_ use: RuleJudge.ServiceUse) -> RuleEffect {
        let own = facts.annotationActions
        let raw = [own.limit, own.cors].compactMap(\.self) + (facts.actions(use.service)?.actions ?? [])
        if use.redirecting {
            let kept = raw.filter { Self.keptOnRedirect.contains($0.kind) }
            return RuleEffect(leading: kept, finals: [.redirect(.toHTTPS443)])
        }
        let all = raw + [own.rewrite].compactMap(\.self)
        let limits = all.filter { $0.kind == .trafficLimit }
        let others = all.filter { !$0.kind.isFinal && $0.kind != .trafficLimit }
        return RuleEffect(leading: limits + others, finals: all.filter(\.kind.isFinal))
    }

    private static let keptOnRedirect: Set<ActionKind> = [.insertHeader, .removeHeader, .trafficLimit, .cors]
}

/// Numbers lists of conditions, so that rules compare theirs in one step.
struct ConditionInterner {
    private var ids: [[RuleCondition]: Int] = [[]: 0]

    mutating func id(_ conditions: [RuleCondition]) -> Int {
        if conditions.isEmpty { return 0 }
        if let id = ids[conditions] { return id }
        ids[conditions] = ids.count
        return ids.count - 1
    }
}
