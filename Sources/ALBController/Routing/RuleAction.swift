/// One action of a forwarding rule, as the controller hands it to the cloud.
package enum RuleAction: Hashable, Sendable {
    case forward([WeightedServerGroup])
    case fixedResponse(FixedResponseConfig)
    case redirect(RedirectConfig)
    case insertHeader(InsertHeaderConfig)
    case removeHeader(RemoveHeaderConfig)
    case rewrite(RewriteConfig)
    case trafficMirror(TrafficMirrorConfig)
    case trafficLimit(TrafficLimit)
    case cors(CorsConfig)

    package var kind: ActionKind {
        switch self {
        case .forward: .forwardGroup
        case .fixedResponse: .fixedResponse
        case .redirect: .redirect
        case .insertHeader: .insertHeader
        case .removeHeader: .removeHeader
        case .rewrite: .rewrite
        case .trafficMirror: .trafficMirror
        case .trafficLimit: .trafficLimit
        case .cors: .cors
        }
    }
}

/// The type names of actions, as the cloud spells them.
package enum ActionKind: String, CaseIterable, Hashable, Sendable {
    case forwardGroup = "ForwardGroup"
    case fixedResponse = "FixedResponse"
    case redirect = "Redirect"
    case insertHeader = "InsertHeader"
    case removeHeader = "RemoveHeader"
    case rewrite = "Rewrite"
    case trafficMirror = "TrafficMirror"
    case trafficLimit = "TrafficLimit"
    /// Made from the `cors-*` annotations only; as a custom action it is unknown.
    case cors = "Cors"

    /// What ends a rule; there must be one at most.
    package var isFinal: Bool { self == .forwardGroup || self == .fixedResponse || self == .redirect }

    /// The kinds that an `actions.*` annotation may name.
    package static let custom = allCases.filter { $0 != .cors }

    /// `strings.ToLower` is all that the controller does to the text.
    package init?(custom text: String) {
        let lower = GoText.toLower(text)
        guard let kind = Self.custom.first(where: { $0.rawValue.lowercased() == lower }) else { return nil }
        self = kind
    }

    /// The member of the action that holds its settings, in the documented spelling.
    package var configKey: String { self == .forwardGroup ? "forwardConfig" : "\(rawValue)Config" }
}

/// A server group of the cloud: an existing one, or the one made for an Ingress and a Service port.
package enum ServerGroup: Hashable, Sendable {
    case id(String)
    /// A port of 0 is what a named backend port is read as.
    case service(ingress: ObjectName, name: String, port: Int)
}

package struct WeightedServerGroup: Hashable, Sendable {
    package var group: ServerGroup
    /// Unchecked: negative and above 100 occur.
    package var weight: Int

    package init(_ group: ServerGroup, weight: Int) {
        self.group = group
        self.weight = weight
    }
}
