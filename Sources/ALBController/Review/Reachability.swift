import Kubernetes

/// A rule that no request reaches on any listener of its Ingress, because an earlier one answers instead.
package struct UnreachableRule {
    package let rule: ModelRule
    /// The first of the earlier rules.
    package let by: ModelRule
    /// Host, path and other conditions are the same.
    package let isDuplicate: Bool

    package var isWithinOneIngress: Bool { rule.ingress == by.ingress }
}

/// Which rules of an Ingress are never reached, and which of its neighbours' it takes the requests of.
package struct Reachability {
    /// In the order of listeners and priorities; each rule once.
    package var unreachable: [UnreachableRule] = []
    /// False: there are more neighbours, or more kinds of listeners, than were looked at.
    package var isComplete = true
}

extension IngressModel {
    /// Bound on the paths of neighbours that are looked at; who has the very same host and path comes first.
    private static let pathLimit = 1024
    /// Bound on listeners with different Ingresses on them.
    private static let listenerLimit = 8

    func findUnreachable() -> Reachability {
        var result = Reachability()
        let members = meetingMembers(&result.isComplete)
        let mayOverlap = members.count > 1 ? Self.mayOverlap(members) : scan.mayOverlap
        guard !takesShortcuts || mayOverlap else { return result }
        let keys = distinctListeners(members, &result.isComplete)
        let indexes = Dictionary(uniqueKeysWithValues: keys.enumerated().map { ($1, $0) })
        var builder = RuleBuilder(keys.map { ModelListener(adding: $0) }, indexes, members)
        builder.buildRules()
        result.unreachable = Self.unreachable(builder.listeners, name)
        return result
    }

    private static func mayOverlap(_ members: [IngressFacts]) -> Bool {
        var overlap = PathOverlap(capacity: members.reduce(0) { $0 + $1.pathCount })
        for member in members {
            overlap.add(member)
            if overlap.isPossible { return true }
        }
        return false
    }

    /// The Ingress and those whose rules can meet its own, in the order of the group.
    private func meetingMembers(_ isComplete: inout Bool) -> [IngressFacts] {
        guard let neighbours else { return [facts] }
        var names: [ObjectName] = []
        var seen: Set<ObjectName> = []
        var hosts: Set<String> = []
        for host in ingress.rules.map(\.host) + facts.conditionHosts where hosts.insert(host).inserted {
            guard names.count < Self.pathLimit else {
                isComplete = false
                break
            }
            let meeting = neighbours.meeting(host: host, limit: Self.pathLimit)
            if !meeting.isComplete { isComplete = false }
            for name in meeting.names where seen.insert(name).inserted { names.append(name) }
        }
        guard !names.isEmpty else { return [facts] }
        var members = [facts]
        var left = Self.pathLimit
        for name in names {
            guard let other = facts(of: name) else { continue }
            left -= max(1, other.pathCount)
            guard left >= 0 else {
                isComplete = false
                break
            }
            members.append(other)
        }
        members.sort(by: IngressFacts.precedes)
        return members
    }

    /// One listener for each set of Ingresses that are on it: the others have the same rules.
    private func distinctListeners(_ members: [IngressFacts], _ isComplete: inout Bool) -> [ListenerKey] {
        var membersByKey: [ListenerKey: [Int]] = [:]
        var keys: [ListenerKey] = []
        for (index, member) in members.enumerated() {
            guard let listeners = member.listeners else { continue }
            for key in listeners.listeners {
                if membersByKey[key] == nil { keys.append(key) }
                membersByKey[key, default: []].append(index)
                // Placement by host tells its two listeners apart.
                if listeners.placement == .byTLSHost { membersByKey[key, default: []].append(-1 - key.port) }
            }
        }
        var seen: Set<[Int]> = []
        let distinct = keys.filter { seen.insert(membersByKey[$0] ?? []).inserted }
        if distinct.count > Self.listenerLimit { isComplete = false }
        return Array(distinct.prefix(Self.listenerLimit))
    }

    /// Rules that are covered wherever they stand, one of the two being of the Ingress.
    private static func unreachable(_ listeners: [ModelListener], _ own: ObjectName) -> [UnreachableRule] {
        struct Place: Hashable {
            var ingress: ObjectName
            var rule: Int
            var path: Int

            init(_ rule: ModelRule) {
                ingress = rule.ingress
                self.rule = rule.ruleIndex
                path = rule.pathIndex
            }
        }
        let shadowed = listeners.map { $0.shadowedRules() }
        guard shadowed.contains(where: { !$0.isEmpty }) else { return [] }
        var reached: Set<Place> = []
        for (listener, found) in zip(listeners, shadowed) {
            let covered = Set(found.map(\.rule.priority))
            for rule in listener.rules where !covered.contains(rule.priority) { reached.insert(Place(rule)) }
        }
        var result: [UnreachableRule] = []
        var seen: Set<Place> = []
        for found in shadowed.joined() where !reached.contains(Place(found.rule)) {
            let winner = found.rule.ingress == own ? found.by.first : found.by.first { $0.ingress == own }
            guard let winner, seen.insert(Place(found.rule)).inserted else { continue }
            result.append(UnreachableRule(rule: found.rule, by: winner, isDuplicate: found.isDuplicate))
        }
        return result
    }
}

extension IngressFacts {
    var pathCount: Int { ingress.rules.reduce(0) { $0 + $1.paths.count } }
}
