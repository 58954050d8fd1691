import JSON

/// Turns one decoded action into what the cloud is sent, and says what the controller stumbles over.
struct CustomActionReader {
    private let config: ActionConfig
    private let path: JSONPointer
    private let ingress: ObjectName
    private(set) var problems: [CustomRuleProblem] = []

    init(_ config: ActionConfig, at path: JSONPointer, of ingress: ObjectName) {
        self.config = config
        self.path = path
        self.ingress = ingress
    }

    mutating func read() -> RuleAction? {
        guard let kind = ActionKind(custom: config.type) else {
            let type = config.type.clippedPrefix
            // The error is returned through a nil pointer, so it panics before anybody reads it.
            problem(.unknownActionType(type), path.appending("Type"), value: type, .silentPanic)
            return nil
        }
        switch kind {
        case .forwardGroup: return forward()
        case .fixedResponse: return require(config.fixedResponse, kind).map(RuleAction.fixedResponse)
        case .redirect: return redirect()
        case .insertHeader: return require(config.insertHeader, kind).map(RuleAction.insertHeader)
        case .removeHeader: return require(config.removeHeader, kind).map(RuleAction.removeHeader)
        case .rewrite: return require(config.rewrite, kind).map(RuleAction.rewrite)
        case .trafficMirror: return trafficMirror()
        case .trafficLimit: return trafficLimit()
        case .cors: return nil
        }
    }

    private mutating func require<Config>(_ value: Config?, _ kind: ActionKind) -> Config? {
        if value == nil { problem(.missingConfig(kind), path.appending(kind.configKey), .silentPanic) }
        return value
    }

    /// The handlers of Service, Endpoints and Node events read `forwardConfig` of every Ingress outside of any recover.
    private mutating func forward() -> RuleAction? {
        guard let forward = config.forward else {
            problem(.missingConfig(.forwardGroup), path.appending("forwardConfig"), .processDies)
            return nil
        }
        let list = path.appending("forwardConfig").appending("serverGroups")
        if forward.serverGroups.isEmpty { problem(.noServerGroups, list, .silentlyWrong) }
        var groups: [WeightedServerGroup] = []
        groups.reserveCapacity(forward.serverGroups.count)
        for (index, entry) in forward.serverGroups.enumerated() {
            if !entry.serverGroupID.isEmpty {
                groups.append(WeightedServerGroup(.id(entry.serverGroupID), weight: entry.weight))
                continue
            }
            if entry.serviceName.isEmpty {
                problem(.noServiceName, list.appending(String(index)), .groupFails)
            }
            let group = ServerGroup.service(ingress: ingress, name: entry.serviceName, port: entry.servicePort)
            groups.append(WeightedServerGroup(group, weight: entry.weight))
        }
        return .forward(groups)
    }

    /// What is left out becomes the empty text, which the cloud's client does not send, so its defaults hold.
    private mutating func redirect() -> RuleAction? {
        guard let redirect = config.redirect else {
            problem(.missingConfig(.redirect), path.appending("RedirectConfig"), .processDies)
            return nil
        }
        return .redirect(redirect)
    }

    private mutating func trafficMirror() -> RuleAction? {
        guard let mirror = require(config.trafficMirror, .trafficMirror) else { return nil }
        let list = path.appending("TrafficMirrorConfig").appending("MirrorGroupConfig").appending("ServerGroupTuples")
        if mirror.group.serverGroups.isEmpty { problem(.mirrorWithoutID, list, .silentlyWrong) }
        for (index, group) in mirror.group.serverGroups.enumerated() where group.serverGroupID.isEmpty {
            problem(
                .mirrorWithoutID,
                list.appending(String(index)),
                value: group.serviceName.clippedPrefix,
                .silentlyWrong
            )
        }
        return .trafficMirror(mirror)
    }

    private mutating func trafficLimit() -> RuleAction? {
        guard let limit = require(config.trafficLimit, .trafficLimit) else { return nil }
        switch TrafficLimit.parse(qps: limit.qps, perIP: limit.qpsPerIP) {
        case .success(let parsed): return .trafficLimit(parsed)
        case .failure(let reason):
            problem(.trafficLimit(reason), path.appending("TrafficLimitConfig"), .silentPanic)
            return nil
        }
    }

    private mutating func problem(
        _ kind: CustomRuleProblem.Kind,
        _ path: JSONPointer,
        value: String = "",
        _ consequence: Consequence
    ) {
        problems.append(CustomRuleProblem(kind, at: path, value: value, consequence))
    }
}
