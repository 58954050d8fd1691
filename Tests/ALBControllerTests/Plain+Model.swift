import ALBController

/// The model in the form in which the cases were recorded: without zero values.
extension Plain {
    init(_ condition: RuleCondition) {
        let config: Plain
        switch condition {
        case .host(let values), .path(let values), .method(let values), .sourceIP(let values),
            .responseStatusCode(let values):
            config = .nonZero(["Values": .texts(values)])
        case .header(let key, let values), .responseHeader(let key, let values):
            config = .nonZero(["Key": .string(key), "Values": .texts(values)])
        case .queryString(let pairs), .cookie(let pairs):
            let values = pairs.map { Plain.nonZero(["Key": .string($0.key), "Value": .string($0.value)]) }
            config = .nonZero(["Values": .array(values)])
        }
        self = .nonZero(["Type": .string(condition.kind.rawValue), condition.kind.configKey: config])
    }

    init(_ action: RuleAction) {
        var members: [String: Plain] = ["Type": .string(action.kind.rawValue)]
        switch action {
        case .forward(let groups): members["ServerGroups"] = .array(groups.map(Plain.init))
        case .fixedResponse(let config):
            members[action.kind.configKey] = .strings([
                "Content": config.content, "ContentType": config.contentType, "HttpCode": config.httpCode,
            ])
        case .redirect(let config):
            members[action.kind.configKey] = .strings(Dictionary(config.members.map { ($0.name, $0.value) }) { $1 })
        case .insertHeader(let config):
            members[action.kind.configKey] = .nonZero([
                "CoverEnabled": .boolean(config.coverEnabled), "Key": .string(config.key),
                "Value": .string(config.value), "ValueType": .string(config.valueType),
            ])
        case .removeHeader(let config): members[action.kind.configKey] = .strings(["Key": config.key])
        case .rewrite(let config):
            members[action.kind.configKey] = .strings([
                "Host": config.host, "Path": config.path, "Query": config.query,
            ])
        case .trafficMirror(let config):
            let groups = config.group.serverGroups.map { group in
                Plain.nonZero([
                    "serverGroupID": .string(group.serverGroupID), "serviceName": .string(group.serviceName),
                    "servicePort": .integer(group.servicePort), "weight": .integer(group.weight),
                ])
            }
            members[action.kind.configKey] = .nonZero([
                "TargetType": .string(config.targetType),
                "MirrorGroupConfig": .nonZero(["ServerGroupTuples": .array(groups)]),
            ])
        case .trafficLimit(let limit):
            members[action.kind.configKey] = .nonZero([
                "QPS": .integer(limit.qps), "PerIpQps": .integer(limit.qpsPerIP),
            ])
        case .cors(let config):
            members[action.kind.configKey] = .nonZero([
                "AllowCredentials": .string(config.allowCredentials), "MaxAge": .string(config.maxAge),
                "AllowOrigin": .texts(config.allowOrigin), "AllowMethods": .texts(config.allowMethods),
                "AllowHeaders": .texts(config.allowHeaders), "ExposeHeaders": .texts(config.exposeHeaders),
            ])
        }
        self = .nonZero(members)
    }

    init(_ group: WeightedServerGroup) {
        let name =
            switch group.group {
            case .id(let id): id
            case .service(let ingress, let name, let port): "sg:\(ingress)/\(name):\(port)"
            }
        self = .object(["serverGroup": .string(name), "weight": .integer(group.weight)])
    }

    private static func strings(_ members: [String: String]) -> Plain {
        .nonZero(members.mapValues(Plain.string))
    }
}
