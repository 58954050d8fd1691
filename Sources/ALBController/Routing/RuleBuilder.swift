import Kubernetes

/// Puts the members' rules onto the listeners, in the order of the group.
struct RuleBuilder {
    var listeners: [ModelListener]
    private(set) var droppedCanaries: [DroppedCanary] = []
    private let indexes: [ListenerKey: Int]
    private let group: [IngressFacts]
    private var factories: [RuleFactory]
    private var judges: [RuleJudge]
    private var isJudging = false
    private var membersByKey: [ListenerKey: [Int]] = [:]
    private var keys: [ListenerKey] = []
    private var interner = ConditionInterner()

    /// `indexes` say which listener the rules of a port go to; ports that it lacks get none.
    init(_ listeners: [ModelListener], _ indexes: [ListenerKey: Int], _ members: [IngressFacts]) {
        self.listeners = listeners
        self.indexes = indexes
        group = members
        factories = members.map(RuleFactory.init)
        judges = members.map(RuleJudge.init)
        for (index, member) in members.enumerated() {
            for key in member.listeners?.listeners ?? [] {
                if membersByKey[key] == nil { keys.append(key) }
                membersByKey[key, default: []].append(index)
            }
        }
    }

    /// What the rules that were built, and events, would make the controller stumble over.
    var problems: [GroupProblem] { judges.flatMap(\.problems.all) }

    func members(on key: ListenerKey) -> [IngressFacts] { (membersByKey[key] ?? []).map { group[$0] } }

    mutating func build() {
        judgeMembers()
        isJudging = true
        buildRules()
    }

    /// What is wrong whether or not a rule is made.
    private mutating func judgeMembers() {
        for (index, facts) in group.enumerated() {
            if case .invalid(let problem) = facts.listenPorts {
                let field = FieldPath.annotation(AnnotationKey.listenPorts)
                judges[index].problems.add(facts.problem(.listenPorts(problem), .groupFails, at: field))
            }
            judges[index].problems.add(facts.eventProblems())
        }
    }

    /// The rules alone, when it does not matter what is wrong.
    mutating func buildRules() {
        for key in keys {
            guard let index = indexes[key], let members = membersByKey[key], let first = members.first else { continue }
            if group[first].hasKnativeForm {
                for member in members { addKnative(member, key, index) }
            } else {
                add(members, key, index)
            }
        }
    }

    private mutating func add(_ members: [Int], _ key: ListenerKey, _ index: Int) {
        var pairs = CanaryPairs()
        for member in members {
            let facts = group[member]
            pairs.add(facts, redirecting: facts.redirects && key.port != 443)
            if isJudging, facts.isCanary { judges[member].problems.add(facts.canaryProblems()) }
        }
        for member in members {
            let facts = group[member]
            if facts.isCanary { judgeCanary(member, key, pairs) }
            guard facts.makesRules else { continue }
            let redirecting = facts.redirects && key.port != 443
            for path in facts.ingress.paths { add(path, of: member, key, redirecting, index, pairs) }
        }
    }

    private mutating func add(
        _ path: IngressPath,
        of member: Int,
        _ key: ListenerKey,
        _ redirecting: Bool,
        _ index: Int,
        _ pairs: CanaryPairs
    ) {
        let facts = group[member]
        guard pairs.hasMain(path), let service = path.service,
            facts.listeners?.serves(host: path.host, on: key) == true
        else { return }
        let makesGroup = facts.isCanary || !pairs.takeAll(path)
        guard !isJudging || judges[member].judge(path, redirecting: redirecting, makesGroup: makesGroup),
            let match = factories[member].match(path, &interner)
        else { return }
        let own = ServerGroup.service(ingress: facts.name, name: service, port: path.servicePort)
        let effect = factories[member].effect(
            path,
            redirecting: redirecting,
            forward: pairs.forward(own, path, isCanary: facts.isCanary)
        )
        let direction = factories[member].direction(path)
        append(path, facts, match, effect, direction, to: index)
    }

    private mutating func addKnative(_ member: Int, _ key: ListenerKey, _ index: Int) {
        let facts = group[member]
        for path in facts.ingress.paths {
            guard let actions = KnativeRules.actions(path, of: facts, onPort: key.port),
                var match = KnativeRules.match(path, of: facts)
            else { continue }
            match.othersID = interner.id(match.appended)
            append(path, facts, match, RuleEffect(finals: actions), nil, to: index)
        }
    }

    private mutating func append(
        _ path: IngressPath,
        _ facts: IngressFacts,
        _ match: RuleMatch,
        _ effect: RuleEffect,
        _ direction: RuleDirection?,
        to index: Int
    ) {
        listeners[index].rules.append(
            ModelRule(
                priority: listeners[index].rules.count + 1,
                ingress: facts.name,
                ruleIndex: path.ruleIndex,
                pathIndex: path.index,
                host: path.host,
                path: path.storedPath,
                pathType: path.pathType,
                direction: direction,
                isCanary: direction != nil && facts.isCanary,
                match: match,
                effect: effect
            )
        )
    }

    /// Canaries that get no traffic; the server groups of those that share it are judged like a rule's own.
    private mutating func judgeCanary(_ member: Int, _ key: ListenerKey, _ pairs: CanaryPairs) {
        let facts = group[member]
        let canary = facts.canary
        func dropped(_ reason: DroppedCanary.Reason) -> DroppedCanary {
            DroppedCanary(ingress: facts.name, listener: key, reason: reason)
        }
        if !canary.weightText.isEmpty, canary.weight == 0 {
            let isMixed = !(canary.header.isEmpty && canary.headerValue.isEmpty && canary.cookie.isEmpty)
            droppedCanaries.append(
                dropped(isMixed ? .weightBesideHeaderOrCookie : .weight(canary.weightText.clippedPrefix))
            )
            return
        }
        for path in facts.ingress.paths where !pairs.hasMain(path) {
            droppedCanaries.append(dropped(.noMainRule(host: path.host, path: path.storedPath)))
        }
        guard !canary.makesRules else { return }
        for path in facts.ingress.paths where path.service != nil && pairs.isShared(path) {
            if path.service == "" { judges[member].problems.add(facts.noServiceName(path)) }
            judges[member].reportBackend()
        }
    }
}
