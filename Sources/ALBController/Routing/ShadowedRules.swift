/// A rule that no request reaches, because earlier rules answer everything that it asks for.
package struct ShadowedRule: Sendable {
    package let listener: ListenerKey?
    package let rule: ModelRule
    /// The earlier rules that answer instead, each once, by priority.
    package let by: [ModelRule]
    /// The earlier rules have the very same hosts, paths and other conditions.
    package let isDuplicate: Bool
}

extension RoutingModel {
    /// The unreachable rules, listener by listener.
    ///
    /// Every one that is named is unreachable; a few that only irregular wildcards make unreachable may be missing.
    package func shadowedRules() -> [ShadowedRule] { listeners.flatMap { $0.shadowedRules() } }
}

extension ModelListener {
    /// Costs in proportion to the rules' text, not to pairs of rules.
    package func shadowedRules() -> [ShadowedRule] {
        var earlier: [Int: HostCoverage] = [:]
        var found: [ShadowedRule] = []
        for (index, rule) in rules.enumerated() where rule.direction != .response {
            guard let pairs = rule.pairs else { continue }
            if let hits = Self.cover(pairs, rule, earlier) {
                let indexes = Set(hits.map(\.rule)).sorted()
                let only = indexes.count == 1 && hits.allSatisfy(\.isSame) ? indexes.first : nil
                found.append(
                    ShadowedRule(
                        listener: key,
                        rule: rule,
                        by: indexes.map { rules[$0] },
                        isDuplicate: only.map { Self.asksTheSame(rule, rules[$0]) } ?? false
                    )
                )
            }
            guard !rule.finalActions.isEmpty else { continue }
            for pair in pairs {
                earlier[rule.match.othersID, default: HostCoverage()]
                    .insert(host: pair.host, path: pair.path, rule: index)
            }
        }
        return found
    }

    private static func cover(
        _ pairs: [(host: String, path: PathPattern)],
        _ rule: ModelRule,
        _ earlier: [Int: HostCoverage]
    ) -> [PathCoverage.Hit]? {
        var hits: [PathCoverage.Hit] = []
        for pair in pairs {
            let same = earlier[rule.match.othersID]?.cover(host: pair.host, path: pair.path)
            guard let hit = same ?? earlier[0]?.cover(host: pair.host, path: pair.path) else { return nil }
            hits.append(hit)
        }
        return hits
    }

    private static func asksTheSame(_ rule: ModelRule, _ other: ModelRule) -> Bool {
        rule.match.othersID == other.match.othersID && rule.pairs?.count == other.pairs?.count
    }
}

extension ModelRule {
    /// Bound on hosts times paths of one rule; the cloud allows ten values in all, so five of each at most.
    private static let pairLimit = 25

    /// Every host with every path; nil when there are too many to look at.
    var pairs: [(host: String, path: PathPattern)]? {
        let hostCount = max(1, match.custom.hosts.count + (match.host.isEmpty ? 0 : 1))
        let pathCount = max(1, match.custom.paths.count + match.patterns.count)
        guard hostCount <= Self.pairLimit, pathCount <= Self.pairLimit, hostCount * pathCount <= Self.pairLimit
        else { return nil }
        let hosts = match.hosts.isEmpty ? [""] : match.hosts.map(HostCoverage.normalized)
        let paths = (match.paths.isEmpty ? ["/*"] : match.paths).map { PathPattern($0) }
        return hosts.flatMap { host in paths.map { (host, $0) } }
    }
}
