import Kubernetes

/// The annotations of an Ingress whose names end in a Service name, each parsed once however many paths use it.
package final class ServiceAnnotations {
    private let ingress: ObjectName
    private let actionTexts: [String: String]
    private let conditionTexts: [String: String]
    private let directionTexts: [String: String]
    private var parsedActions: [String: CustomActions] = [:]
    private var parsedConditions: [String: CustomConditions] = [:]
    private var budget = standardBudget

    /// Elements, errors and unknown keys of all values together; ``GoJSONDecoder/standardBudget`` is for each.
    package static let standardBudget = 10_000

    init(_ annotations: Annotations, of ingress: ObjectName) {
        self.ingress = ingress
        actionTexts = Self.bySuffix(annotations, AnnotationKey.actionsPrefix)
        conditionTexts = Self.bySuffix(annotations, AnnotationKey.conditionsPrefix)
        directionTexts = Self.bySuffix(annotations, AnnotationKey.ruleDirectionPrefix)
    }

    /// None at all.
    init(of ingress: ObjectName) {
        self.ingress = ingress
        actionTexts = [:]
        conditionTexts = [:]
        directionTexts = [:]
    }

    private static func bySuffix(_ annotations: Annotations, _ prefix: StaticString) -> [String: String] {
        guard annotations.hasAny(withPrefix: prefix) else { return [:] }
        var texts: [String: String] = [:]
        for (name, value) in annotations.all(withPrefix: prefix) {
            texts[String(Substring(name.utf8.dropFirst(prefix.utf8CodeUnitCount)))] = value
        }
        return texts
    }

    package var hasActions: Bool { !actionTexts.isEmpty }
    package var hasConditions: Bool { !conditionTexts.isEmpty }
    package var isEmpty: Bool { actionTexts.isEmpty && conditionTexts.isEmpty && directionTexts.isEmpty }

    package func hasConditions(_ service: String) -> Bool { conditionTexts[service] != nil }

    func actionText(_ service: String) -> String? { actionTexts[service] }

    func conditionText(_ service: String) -> String { conditionTexts[service] ?? "" }

    /// Whether any action value is not a list, as old Knative objects have it.
    var hasObjectAction: Bool { actionTexts.values.contains { $0.utf8.first != UInt8(ascii: "[") } }

    /// Nil without such an annotation.
    package func actions(_ service: String) -> CustomActions? {
        guard let text = actionTexts[service] else { return nil }
        if let parsed = parsedActions[service] { return parsed }
        var left = allowance
        let parsed = CustomActions(text, of: ingress, budget: &left)
        budget -= allowance - left
        parsedActions[service] = parsed
        return parsed
    }

    /// Without such an annotation there are none.
    package func conditions(_ service: String) -> CustomConditions {
        guard let text = conditionTexts[service] else { return .none }
        if let parsed = parsedConditions[service] { return parsed }
        var left = allowance
        let parsed = CustomConditions(text, budget: &left)
        budget -= allowance - left
        parsedConditions[service] = parsed
        return parsed
    }

    /// What one value may take.
    private var allowance: Int { min(budget, GoJSONDecoder.standardBudget) }

    /// Nil for a text that is neither of the two words, exactly.
    package func direction(_ service: String) -> RuleDirection? {
        guard let text = directionTexts[service] else { return .request }
        return RuleDirection(rawValue: text)
    }

    package func directionText(_ service: String) -> String? { directionTexts[service] }
}
