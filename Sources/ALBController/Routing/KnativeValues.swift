import JSON

/// The annotations of an Ingress as the code for older Knative objects reads them, each decoded once.
final class KnativeValues {
    private let services: ServiceAnnotations
    private var configs: [String: ActionConfig?] = [:]
    private var conditionLists: [String: [RuleCondition]?] = [:]

    init(_ services: ServiceAnnotations) {
        self.services = services
    }

    /// The one action of a Service; nil without one, for a list, and for what Go cannot decode.
    func config(_ service: String) -> ActionConfig? {
        if let known = configs[service] { return known }
        let config = services.actionText(service).flatMap { Self.decode(ActionConfig.self, $0) }
        configs[service] = .some(config)
        return config
    }

    /// None without an annotation; nil for what Go cannot decode.
    func conditions(_ service: String) -> [RuleCondition]? {
        if let known = conditionLists[service] { return known }
        let text = services.conditionText(service)
        let list =
            text.isEmpty
            ? [] : Self.decode([ConditionConfig].self, text).map { $0.compactMap(KnativeRules.condition) }
        conditionLists[service] = .some(list)
        return list
    }

    private static func decode<Value: GoDecodable>(_ type: Value.Type, _ text: String) -> Value? {
        guard let document = try? JSONDocument(parsing: Array(text.utf8)) else { return nil }
        var decoder = GoJSONDecoder(document)
        let value = decoder.decode(type)
        return decoder.errors.isEmpty && decoder.overrun == nil ? value : nil
    }
}
