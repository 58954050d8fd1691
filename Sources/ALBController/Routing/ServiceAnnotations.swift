import Kubernetes

/// The annotations of an Ingress whose names end in a Service name, each parsed once however many paths use it.
struct ServiceAnnotations {
    private let ingress: ObjectName
    private let actionTexts: [String: String]
    private let conditionTexts: [String: String]
    private let directionTexts: [String: String]
    private var parsedActions: [String: CustomActions] = [:]
    private var parsedConditions: [String: CustomConditions] = [:]

    init(_ annotations: Annotations, of ingress: ObjectName) {
        self.ingress = ingress
        actionTexts = Self.bySuffix(annotations, AnnotationKey.actionsPrefix)
        conditionTexts = Self.bySuffix(annotations, AnnotationKey.conditionsPrefix)
        directionTexts = Self.bySuffix(annotations, AnnotationKey.ruleDirectionPrefix)
    }

    private static func bySuffix(_ annotations: Annotations, _ prefix: StaticString) -> [String: String] {
        var texts: [String: String] = [:]
        for (name, value) in annotations.all(withPrefix: prefix) {
            texts[String(Substring(name.utf8.dropFirst(prefix.utf8CodeUnitCount)))] = value
        }
        return texts
    }

    func hasConditions(_ service: String) -> Bool { conditionTexts[service] != nil }

    func actionText(_ service: String) -> String? { actionTexts[service] }

    func conditionText(_ service: String) -> String { conditionTexts[service] ?? "" }

    /// Whether any action value is not a list, as old Knative objects have it.
    var hasObjectAction: Bool { actionTexts.values.contains { $0.utf8.first != UInt8(ascii: "[") } }

    mutating func actions(_ service: String) -> CustomActions? {
        guard let text = actionTexts[service] else { return nil }
        if let parsed = parsedActions[service] { return parsed }
        let parsed = CustomActions(text, of: ingress)
        parsedActions[service] = parsed
        return parsed
    }

    mutating func conditions(_ service: String) -> CustomConditions {
        guard let text = conditionTexts[service] else { return .none }
        if let parsed = parsedConditions[service] { return parsed }
        let parsed = CustomConditions(text)
        parsedConditions[service] = parsed
        return parsed
    }

    /// Nil for a text that is neither of the two words, exactly.
    func direction(_ service: String) -> RuleDirection? {
        guard let text = directionTexts[service] else { return .request }
        return RuleDirection(rawValue: text)
    }

    func directionText(_ service: String) -> String { (directionTexts[service] ?? "").clippedPrefix }
}
