import Kubernetes

/// One quick pass over the paths of an Ingress, which most Ingresses pass.
///
/// Both answers may be yes without reason, and never no without.
struct PathScan {
    /// Whether the controller may refuse a path, or its own rules may be left out.
    private(set) var mayFail = false
    /// Whether a rule may match all that another one matches.
    private(set) var mayOverlap = false

    init(_ facts: IngressFacts) {
        let rules = facts.ingress.rules
        let count = rules.reduce(0) { $0 + $1.paths.count }
        for rule in rules {
            for path in rule.paths where !Self.hasPlainBackend(path) { mayFail = true }
        }
        var overlap = PathOverlap(capacity: count)
        overlap.add(facts)
        mayOverlap = overlap.isPossible
        if overlap.hasWildcard || overlap.hasUnknownType { mayFail = true }
    }

    private static func hasPlainBackend(_ path: IngressPath) -> Bool {
        guard let backend = path.backend else { return false }
        return backend.hasService && !backend.serviceName.isEmpty
    }
}
