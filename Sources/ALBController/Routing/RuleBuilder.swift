import Kubernetes

/// Puts the members' rules onto the listeners, in the order of the group.
struct RuleBuilder {
    var listeners: [ModelListener]
    private(set) var droppedCanaries: [DroppedCanary] = []
    private var listenPortProblems: [GroupProblem] = []
    private let indexes: [ListenerKey: Int]
    private var factories: [RuleFactory]
    private var membersByKey: [ListenerKey: [Int]] = [:]
    private var keys: [ListenerKey] = []
    private var interner = ConditionInterner()

    init(_ plan: ListenerPlan, _ members: [GroupMember], profile: ControllerProfile) {
        listeners = plan.listeners
        indexes = plan.indexes
        factories = members.map { RuleFactory(IngressTranslation($0, profile: profile), profile: profile) }
        for (index, member) in members.enumerated() {
            guard let wanted = member.listeners else {
                reportListenPorts(member)
                continue
            }
            for key in wanted.listeners {
                if membersByKey[key] == nil { keys.append(key) }
                membersByKey[key, default: []].append(index)
            }
        }
    }

    var problems: [GroupProblem] { listenPortProblems + factories.flatMap(\.problems.all) }

    func members(on key: ListenerKey) -> [GroupMember] {
        (membersByKey[key] ?? []).map { factories[$0].ingress.member }
    }

    private mutating func reportListenPorts(_ member: GroupMember) {
        guard case .invalid(let text) = ListenPorts(member.ingress.metadata.annotations[AnnotationKey.listenPorts])
        else { return }
        let field = FieldPath.annotation(AnnotationKey.listenPorts)
        listenPortProblems.append(GroupProblem(.listenPorts(text), .groupFails, of: member.name, at: field))
    }

    mutating func build() {
        for key in keys {
            guard let index = indexes[key], let members = membersByKey[key], let first = members.first else { continue }
            if KnativeRules.apply(to: factories[first].ingress) {
                for member in members { addKnative(member, key, index) }
            } else {
                add(members, key, index)
            }
        }
    }

    private mutating func add(_ members: [Int], _ key: ListenerKey, _ index: Int) {
        var pairs = CanaryPairs()
        for member in members { pairs.add(factories[member].ingress) }
        for member in members {
            reportDropped(factories[member].ingress, key, pairs)
            guard factories[member].ingress.canary.makesRules else { continue }
            for path in factories[member].ingress.paths { add(path, of: member, key, index, pairs) }
        }
    }

    private mutating func add(
        _ path: IngressTranslation.PathTranslation,
        of member: Int,
        _ key: ListenerKey,
        _ index: Int,
        _ pairs: CanaryPairs
    ) {
        // No copy of the whole translation: the factory changes its caches in place.
        let owner = factories[member].ingress.member
        let isCanary = factories[member].ingress.canary.isCanary
        guard pairs.mainKeys.contains(path.key), let service = path.service,
            owner.listeners?.serves(host: path.host, on: key) == true
        else { return }
        let own = ServerGroup.service(ingress: owner.name, name: service, port: path.port)
        let effect = factories[member].effect(
            path,
            onPort: key.port,
            forward: pairs.forward(own, key: path.key, isCanary: isCanary)
        )
        guard let match = factories[member].match(path, &interner) else { return }
        let direction = factories[member].direction(path)
        append(path, owner.name, isCanary: isCanary, match, effect, direction, to: index)
    }

    private mutating func addKnative(_ member: Int, _ key: ListenerKey, _ index: Int) {
        let ingress = factories[member].ingress
        for path in ingress.paths {
            guard let actions = KnativeRules.actions(path, of: ingress, onPort: key.port),
                var match = KnativeRules.match(path, of: ingress)
            else { continue }
            match.othersID = interner.id(match.appended)
            append(path, ingress.member.name, isCanary: false, match, RuleEffect(finals: actions), nil, to: index)
        }
    }

    private mutating func append(
        _ path: IngressTranslation.PathTranslation,
        _ owner: ObjectName,
        isCanary: Bool,
        _ match: RuleMatch,
        _ effect: RuleEffect,
        _ direction: RuleDirection?,
        to index: Int
    ) {
        listeners[index].rules.append(
            ModelRule(
                priority: listeners[index].rules.count + 1,
                ingress: owner,
                ruleIndex: path.ruleIndex,
                pathIndex: path.pathIndex,
                host: path.host,
                path: path.path,
                pathType: path.pathType,
                direction: direction,
                isCanary: isCanary,
                match: match,
                effect: effect
            )
        )
    }

    private mutating func reportDropped(_ ingress: IngressTranslation, _ key: ListenerKey, _ pairs: CanaryPairs) {
        let canary = ingress.canary
        guard canary.isCanary else { return }
        func drop(_ reason: DroppedCanary.Reason) {
            droppedCanaries.append(DroppedCanary(ingress: ingress.member.name, listener: key, reason: reason))
        }
        if !canary.weightText.isEmpty, canary.weight == 0 {
            let isMixed = !(canary.header.isEmpty && canary.headerValue.isEmpty && canary.cookie.isEmpty)
            drop(isMixed ? .weightBesideHeaderOrCookie : .weight(canary.weightText.clippedPrefix))
            return
        }
        for path in ingress.paths where !pairs.mainKeys.contains(path.key) {
            drop(.noMainRule(host: path.host, path: path.path))
        }
    }
}
