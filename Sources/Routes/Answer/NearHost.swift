import ALBController
import Admission

/// A host that nobody has a rule for.
enum NearHost {
    /// So many different hosts are compared with it.
    private static let limit = 10_000

    static func note(_ host: String, _ models: [RoutingModel]) -> String {
        var hosts: Set<String> = []
        for rule in models.lazy.flatMap(\.listeners).flatMap(\.rules) where hosts.count < limit {
            hosts.formUnion(rule.hosts)
        }
        let hint = Suggestion.nearest(to: host, in: hosts.sorted()).map { "; there is \($0)" } ?? ""
        let deeper = hosts.contains { covers(wildcardOf: $0, host) }
        return "no rule is for host \(host)\(hint)"
            + (deeper ? "; a wildcard such as *.example.com does not stand for example.com itself" : "")
    }

    private static func covers(wildcardOf rule: String, _ host: String) -> Bool {
        rule.lowercased() == "*." + host
    }
}
