import Kubernetes

/// Rules for the Ingresses that older Knative versions write: one action as an object instead of a list.
///
/// As soon as the first Ingress of a listener is of this kind, all Ingresses of that listener are read this way: without
/// canaries, rewrites, limits, CORS, direction or placement by host, and a path whose annotation cannot be read is left
/// out without a word. Source: `buildListenerRulesCommon` in `model_build_listener_rules.go` of
/// alibaba/alibaba-load-balancer-controller.
package enum KnativeRules {
    package static let label: StaticString = "knative.aliyun.com/ingress"

    /// The action of a path; an empty list when it has none, nil when the path is left out.
    static func actions(
        _ path: IngressPath,
        of ingress: IngressFacts,
        onPort port: Int
    ) -> [RuleAction]? {
        let service = path.service ?? ""
        guard ingress.services.actionText(service)?.isEmpty == false else { return [] }
        guard let config = ingress.knative.config(service), let action = action(config, ingress) else { return nil }
        guard ingress.annotations.trimmed(AnnotationKey.sslRedirect) == "true", port != 443 else { return [action] }
        return [.redirect(.toHTTPS443)]
    }

    /// Nil when the path is left out.
    static func match(_ path: IngressPath, of ingress: IngressFacts) -> RuleMatch? {
        guard case .patterns(let patterns) = ingress.patterns(path) else { return nil }
        var match = RuleMatch(host: path.host, patterns: patterns)
        guard let conditions = ingress.knative.conditions(path.service ?? "") else { return nil }
        match.appended = conditions
        return match
    }

    /// Whether the handlers of Service, Endpoints and Node events end the process: they read `forwardConfig` of every
    /// value that is an object, or null, outside of any recover.
    ///
    /// Source: `enqueueImpactedSvcIngresses` in `reconcile/store/store.go` of the same repository.
    static func endsProcess(_ service: String, of ingress: IngressFacts) -> Bool {
        ingress.isKnative && ingress.knative.config(service).map { $0.forward == nil } ?? false
    }

    /// The server groups that a value makes; none when it cannot be read.
    static func serverGroups(_ service: String, of ingress: IngressFacts) -> [ServerGroupConfig] {
        guard let config = ingress.knative.config(service), config.type == ActionKind.forwardGroup.rawValue,
            let groups = config.forward?.serverGroups, groups.allSatisfy(isReadable)
        else { return [] }
        return groups
    }

    /// An id cannot be decoded there, and without a Service no server group is made.
    private static func isReadable(_ group: ServerGroupConfig) -> Bool {
        group.serverGroupID.isEmpty && !group.serviceName.isEmpty
    }

    /// Types are compared as written here.
    private static func action(_ config: ActionConfig, _ ingress: IngressFacts) -> RuleAction? {
        switch ActionKind(rawValue: config.type) {
        case .fixedResponse:
            guard let response = config.fixedResponse, !response.contentType.isEmpty else { return nil }
            return .fixedResponse(response)
        case .redirect: return config.redirect.map(RuleAction.redirect)
        case .forwardGroup:
            guard let forward = config.forward, forward.serverGroups.allSatisfy(isReadable),
                BackendSettings.problems(ingress).isEmpty
            else { return nil }
            return .forward(
                forward.serverGroups.map { entry in
                    let port = entry.servicePort
                    let group = ServerGroup.service(ingress: ingress.name, name: entry.serviceName, port: port)
                    return WeightedServerGroup(group, weight: entry.weight)
                }
            )
        default: return nil
        }
    }

    static func condition(_ config: ConditionConfig) -> RuleCondition? {
        switch ConditionKind(rawValue: config.type) {
        case .host: .host(config.host.values)
        case .path: .path(config.path.values)
        case .method: .method(config.method.values)
        case .sourceIP: .sourceIP(config.sourceIP.values)
        case .responseStatusCode: .responseStatusCode(config.responseStatusCode.values)
        case .header: .header(key: config.header.key, values: config.header.values)
        case .responseHeader: .responseHeader(key: config.responseHeader.key, values: config.responseHeader.values)
        case .queryString: .queryString(config.queryString.values)
        case .cookie: .cookie(config.cookie.values)
        case nil: nil
        }
    }
}
