/// One condition of a forwarding rule; its values are alternatives, the conditions of a rule must all hold.
package enum RuleCondition: Hashable, Sendable {
    case host([String])
    case path([String])
    case method([String])
    case sourceIP([String])
    case responseStatusCode([String])
    case header(key: String, values: [String])
    case responseHeader(key: String, values: [String])
    case queryString([KeyValue])
    case cookie([KeyValue])

    package var kind: ConditionKind {
        switch self {
        case .host: .host
        case .path: .path
        case .method: .method
        case .sourceIP: .sourceIP
        case .responseStatusCode: .responseStatusCode
        case .header: .header
        case .responseHeader: .responseHeader
        case .queryString: .queryString
        case .cookie: .cookie
        }
    }
}

/// The type names of conditions, as the cloud spells them.
package enum ConditionKind: String, CaseIterable, Hashable, Sendable {
    case host = "Host"
    case path = "Path"
    case method = "Method"
    case sourceIP = "SourceIp"
    case responseStatusCode = "ResponseStatusCode"
    case header = "Header"
    case responseHeader = "ResponseHeader"
    case queryString = "QueryString"
    case cookie = "Cookie"

    /// `strings.ToLower` is all that the controller does to the text.
    package init?(custom text: String) {
        let lower = GoText.toLower(text)
        guard let kind = Self.allCases.first(where: { $0.rawValue.lowercased() == lower }) else { return nil }
        self = kind
    }

    package var configKey: String { "\(rawValue)Config" }

    /// Looks at the response, so it needs `rule-direction` Response.
    package var isOfResponse: Bool { self == .responseStatusCode || self == .responseHeader }
}

package enum RuleDirection: String, CaseIterable, Hashable, Sendable {
    case request = "Request"
    case response = "Response"
}
