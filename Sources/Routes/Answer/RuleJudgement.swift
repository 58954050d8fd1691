import ALBController
import Kubernetes

/// Whether a rule answers a question: what the model says, and a reading of what it leaves open.
enum RuleJudgement {
    case holds(usesRegex: Bool)
    /// Some condition surely does not hold.
    case fails
    /// With what it depends on.
    case open([String])
}

extension ModelRule {
    func judge(_ request: RouteRequest) -> RuleJudgement {
        switch matches(request) {
        case true?: return .holds(usesRegex: false)
        case false?: return .fails
        case nil: break
        }
        var usesRegex = false
        var open: [String] = []
        for condition in conditions where condition.matches(request) == nil {
            switch condition {
            case .path(let values):
                let readings = values.map { Self.reading($0, request.path) }
                usesRegex = true
                if readings.contains(true) { continue }
                guard readings.contains(nil) else { return .fails }
                let text = zip(values, readings).first { $0.1 == nil }?.0 ?? ""
                open.append("the regular expression \(text.clipped) is beyond what is read here")
            case .sourceIP(let ranges):
                open.append("the client's address must be in \(Words.list(ranges)); --source-ip says which it is")
            default: open.append("it looks at the response")
            }
        }
        return open.isEmpty ? .holds(usesRegex: usesRegex) : .open(open)
    }

    /// Nil for an expression that cannot be read.
    static func reading(_ value: String, _ path: String) -> Bool? {
        switch PathPattern(value) {
        case .wildcard(let pattern): pattern.matches(path)
        case .regex(let text, let ignoresCase): PathRegex(text, ignoresCase: ignoresCase)?.isFound(in: path)
        }
    }

    /// Whether a request for the host may reach the rule at all; the second says whether the rule names it.
    func fits(host: String) -> (fits: Bool, isNamed: Bool) {
        let hosts = hosts
        if hosts.isEmpty { return (true, false) }
        var fits = false
        for value in hosts where WildcardPattern(value.lowercased()).matches(host) {
            if value != "*" { return (true, true) }
            fits = true
        }
        return (fits, false)
    }
}

extension RuleName {
    init(_ rule: ModelRule, _ order: GroupOrder) {
        self.init(
            ingress: rule.ingress,
            field: rule.field,
            host: rule.host,
            path: rule.path,
            pathType: rule.pathType,
            priority: rule.priority,
            order: order.value,
            isOrderWritten: order != .implicit,
            isCanary: rule.isCanary
        )
    }
}
