import ALBController
import Routes

/// Says what the rules of one ALB ask for and do.
struct RuleWords {
    private let lookup: BackendLookup
    private var backends: [[WeightedServerGroup]: [RuleContent.Backend]] = [:]

    init(_ context: RouteContext, _ members: [IngressFacts]) {
        lookup = BackendLookup(context, members)
    }

    mutating func content(_ rule: ModelRule, _ tables: inout GraphTables) -> RuleContent {
        var content = RuleContent(host: rule.host, path: rule.path, pathType: rule.pathType)
        if rule.isCanary { content.traits.insert(.canary) }
        if rule.direction == .response { content.traits.insert(.response) }
        if rule.paths.contains(where: Self.isRegex) { content.traits.insert(.regex) }
        content.conditions = rule.conditions.filter { !Self.isPlain($0, rule) }.map(ActionWords.text)
        for action in rule.actions {
            switch action {
            case .forward(let groups): content.backends += backends(groups, &tables)
            default: content.actions.append(ActionWords.text(action))
            }
        }
        return content
    }

    private mutating func backends(
        _ groups: [WeightedServerGroup],
        _ tables: inout GraphTables
    ) -> [RuleContent.Backend] {
        if let known = backends[groups] { return known }
        let found = lookup.backends(groups).map { backend in
            RuleContent.Backend(service: tables.index(of: ServiceNode(backend)), percent: backend.percent)
        }
        backends[groups] = found
        return found
    }

    private static func isRegex(_ value: String) -> Bool { value.utf8.first == UInt8(ascii: "~") }

    /// Whether host and path of the rule say it all.
    private static func isPlain(_ condition: RuleCondition, _ rule: ModelRule) -> Bool {
        switch condition {
        case .host(let values): values.count == 1 && values.first == rule.host
        case .path(let values): values.allSatisfy { isOwn($0, rule) }
        default: false
        }
    }

    /// The path as it is, with all below it, or as a regular expression.
    private static func isOwn(_ value: String, _ rule: ModelRule) -> Bool {
        let path = rule.path.utf8
        let base = path.last == UInt8(ascii: "/") ? path.dropLast() : path[...]
        var rest = value.utf8[...]
        if rest.starts(with: "~*".utf8) { rest = rest.dropFirst(2) }
        return rest.elementsEqual(path) || rest.elementsEqual(base)
            || (rest.starts(with: base) && rest.dropFirst(base.count).elementsEqual("/*".utf8))
    }
}

extension ServiceNode {
    init(_ backend: RouteBackend) {
        switch backend.target {
        case .serverGroup(let id): self.init(name: "server group \(id)")
        case .service(let name, let port):
            self.init(
                name: name.description,
                port: port,
                type: backend.serviceType,
                readyEndpoints: backend.readyEndpoints,
                fault: backend.fault
            )
        }
    }
}

/// Where a listener's certificate comes from.
enum CertificateWords {
    static func text(_ certificate: ListenerCertificate) -> String {
        let source =
            switch certificate.source {
            case .fixed(let id): "\(id) of the AlbConfig"
            case .secret(let name): "Secret \(name)"
            case .discovered(let hosts):
                "what the certificate service has for "
                    + hosts.prefix(3).joined(separator: ", ") + (hosts.count > 3 ? " and \(hosts.count - 3) more" : "")
            }
        return source + (certificate.isDefault ? " (default)" : "")
    }
}
