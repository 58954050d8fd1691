/// A request as a listener sees it.
package struct RouteRequest: Sendable {
    package var listener: ListenerKey
    /// Without port.
    package var host: String
    /// Without query.
    package var path: String
    package var method: String
    package var headers: [KeyValue]
    package var query: [KeyValue]
    package var cookies: [KeyValue]
    /// The client's; nil when it is not known.
    package var sourceIP: IPAddress?

    package init(
        _ listener: ListenerKey,
        host: String,
        path: String,
        method: String = "GET",
        headers: [KeyValue] = [],
        query: [KeyValue] = [],
        cookies: [KeyValue] = [],
        sourceIP: IPAddress? = nil
    ) {
        self.listener = listener
        self.host = host
        self.path = path
        self.method = method
        self.headers = headers
        self.query = query
        self.cookies = cookies
        self.sourceIP = sourceIP
    }
}

package enum RouteAnswer: Sendable {
    /// Nothing listens on the port and protocol.
    case noListener
    /// No rule matches: the listener's default server group is empty, so the answer is 503. A rule that cannot be judged
    /// from outside may answer after all.
    case noRule(ModelListener, undecided: [ModelRule])
    /// The first rule that surely matches, and the earlier ones that cannot be judged: regular expressions, and
    /// conditions on the client's address while that is not known.
    case rule(ModelRule, ModelListener, undecided: [ModelRule])
}

extension RoutingModel {
    /// Which rule answers a request; rules on the response choose no backend and are passed over.
    package func route(_ request: RouteRequest) -> RouteAnswer {
        guard let listener = listener(request.listener) else { return .noListener }
        var undecided: [ModelRule] = []
        for rule in listener.rules where rule.direction != .response {
            switch rule.matches(request) {
            case true?: return .rule(rule, listener, undecided: undecided)
            case nil: undecided.append(rule)
            case false?: break
            }
        }
        return .noRule(listener, undecided: undecided)
    }
}

extension ModelRule {
    /// Whether all conditions hold; nil when that cannot be said.
    package func matches(_ request: RouteRequest) -> Bool? {
        var isKnown = true
        for condition in conditions {
            switch condition.matches(request) {
            case true?: break
            case false?: return false
            case nil: isKnown = false
            }
        }
        return isKnown ? true : nil
    }
}

extension RuleCondition {
    /// Whether one of the values holds; nil when that cannot be said.
    package func matches(_ request: RouteRequest) -> Bool? {
        switch self {
        case .host(let values):
            let host = request.host.lowercased()
            return values.contains { WildcardPattern($0.lowercased()).matches(host) }
        case .path(let values):
            let answers = values.map { PathPattern($0).matches(request.path) }
            return answers.contains(true) ? true : answers.contains(nil) ? nil : false
        case .method(let values): return values.contains(request.method)
        case .header(let key, let values):
            return request.headers.contains { header in
                GoText.equalFold(header.key, key)
                    && values.contains { WildcardPattern($0).matches(header.value) }
            }
        case .queryString(let pairs): return Self.contains(pairs, request.query)
        case .cookie(let pairs): return Self.contains(pairs, request.cookies)
        case .sourceIP(let ranges):
            guard let address = request.sourceIP else { return nil }
            let answers = ranges.map(address.isIn)
            return answers.contains(true) ? true : answers.contains(nil) ? nil : false
        case .responseStatusCode, .responseHeader: return nil
        }
    }

    /// A pair without key asks for the value alone.
    private static func contains(_ wanted: [KeyValue], _ given: [KeyValue]) -> Bool {
        wanted.contains { pair in
            given.contains { one in
                (pair.key.isEmpty || WildcardPattern(pair.key).matches(one.key))
                    && WildcardPattern(pair.value).matches(one.value)
            }
        }
    }
}
