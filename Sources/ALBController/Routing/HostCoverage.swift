/// The host and path patterns of earlier rules that ask for nothing else, or all for the same else.
struct HostCoverage {
    private var byHost: [String: PathCoverage] = [:]
    private var irregular: [(pattern: WildcardPattern, host: String)] = []

    /// ALB compares hosts without regard to case; a lone star is every host.
    static func normalized(_ host: String) -> String { host == "*" ? "" : host.lowercased() }

    mutating func insert(host: String, path: PathPattern, rule: Int) {
        let isNew = byHost[host] == nil
        byHost[host, default: PathCoverage()].insert(path, rule: rule)
        guard isNew, irregular.count < PathCoverage.irregularLimit else { return }
        let pattern = WildcardPattern(host)
        if pattern.hasWildcards, !Self.isParentDomain(host) { irregular.append((pattern, host)) }
    }

    func cover(host: String, path: PathPattern) -> PathCoverage.Hit? {
        if let hit = byHost[host]?.cover(path) { return hit }
        if !host.isEmpty, let hit = byHost[""]?.cover(path) { return other(hit) }
        if let hit = parentDomains(of: host, path) { return hit }
        guard !irregular.isEmpty else { return nil }
        let pattern = WildcardPattern(host)
        for entry in irregular where entry.pattern.covers(pattern) {
            if let hit = byHost[entry.host]?.cover(path) { return other(hit) }
        }
        return nil
    }

    /// Looks under the wildcards above a host; hosts longer than DNS allows are not looked into.
    private func parentDomains(of host: String, _ path: PathPattern) -> PathCoverage.Hit? {
        let bytes = host.utf8
        guard bytes.count <= 255 else { return nil }
        for index in bytes.indices where bytes[index] == UInt8(ascii: ".") {
            if let hit = byHost["*" + host[index...]]?.cover(path) { return other(hit) }
        }
        return nil
    }

    private static func isParentDomain(_ host: String) -> Bool {
        host.hasPrefix("*.") && !host.utf8.dropFirst().contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
    }

    private func other(_ hit: PathCoverage.Hit) -> PathCoverage.Hit { PathCoverage.Hit(rule: hit.rule, isSame: false) }
}
