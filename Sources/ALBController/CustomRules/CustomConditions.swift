import JSON

/// The value of a `conditions.<service>` annotation.
///
/// Source: `buildRuleConditions` in `model_build_listener_rules.go` of alibaba/alibaba-load-balancer-controller. Values
/// of one type are put together over all entries; hosts and paths are joined by those of the rule itself, so they make
/// it wider and never narrower. Only headers, cookies and query strings stay conditions of their own.
package struct CustomConditions: Sendable {
    /// As decoded, one for each entry.
    package private(set) var configs: [ConditionConfig] = []
    package private(set) var hosts: [String] = []
    package private(set) var paths: [String] = []
    package private(set) var methods: [String] = []
    package private(set) var sourceIPs: [String] = []
    package private(set) var statusCodes: [String] = []
    /// The conditions that are not put together, in the order written.
    package private(set) var separate: [RuleCondition] = []
    /// All of them, the worst consequence first.
    package private(set) var problems: [CustomRuleProblem] = []

    package var worst: Consequence? { problems.first?.consequence }
    /// Whether a condition looks at the response.
    package var needsResponse: Bool {
        !statusCodes.isEmpty || separate.contains { $0.kind.isOfResponse }
    }

    /// Whether a value in that entry has another JSON type than the one that is read.
    package func isMistyped(_ index: Int) -> Bool {
        problems.contains { problem in
            guard case .wrongType = problem.kind else { return false }
            return problem.path.tokens.first == String(index)
        }
    }

    package static let none = CustomConditions("")

    /// The empty text is no annotation, unlike for actions; blanks are an error.
    package init(_ annotation: String) {
        var budget = GoJSONDecoder.standardBudget
        self.init(annotation, budget: &budget)
    }

    init(_ annotation: String, budget: inout Int) {
        guard !annotation.isEmpty else { return }
        do {
            let document = try JSONDocument(parsing: Array(annotation.utf8))
            decode(document, &budget)
        } catch {
            let value = annotation.clippedPrefix
            problems = [CustomRuleProblem(.notJSON(error), at: JSONPointer(), value: value, .groupFails)]
        }
    }

    private mutating func decode(_ document: JSONDocument, _ budget: inout Int) {
        var decoder = GoJSONDecoder(document, budget: budget)
        configs = decoder.decode([ConditionConfig].self)
        budget = decoder.budget
        var found = CustomRuleProblemList(decoder)
        for (index, config) in configs.enumerated() {
            let path = JSONPointer([String(index)])
            guard let kind = ConditionKind(custom: config.type) else {
                let type = config.type.clippedPrefix
                found.add(
                    CustomRuleProblem(.unknownConditionType(type), at: path.appending("Type"), value: type, .groupFails)
                )
                continue
            }
            if !add(config, kind) {
                found.add(CustomRuleProblem(.noValues(kind), at: path.appending(kind.configKey), .silentlyWrong))
            }
        }
        problems = MisplacedSettings.merge(found.all(in: document), in: document)
        if let worst, let form = AWSForm(conditions: document) {
            problems = [CustomRuleProblem(.awsForm(form.converted), at: JSONPointer(), worst)]
        }
    }

    /// False when the entry has no values.
    private mutating func add(_ config: ConditionConfig, _ kind: ConditionKind) -> Bool {
        switch kind {
        case .host: return Self.append(config.host.values, to: &hosts)
        case .path: return Self.append(config.path.values, to: &paths)
        case .method: return Self.append(config.method.values, to: &methods)
        case .sourceIP: return Self.append(config.sourceIP.values, to: &sourceIPs)
        case .responseStatusCode: return Self.append(config.responseStatusCode.values, to: &statusCodes)
        case .header:
            separate.append(.header(key: config.header.key, values: config.header.values))
            return !config.header.values.isEmpty
        case .responseHeader:
            separate.append(.responseHeader(key: config.responseHeader.key, values: config.responseHeader.values))
            return !config.responseHeader.values.isEmpty
        case .queryString:
            separate.append(.queryString(config.queryString.values))
            return !config.queryString.values.isEmpty
        case .cookie:
            separate.append(.cookie(config.cookie.values))
            return !config.cookie.values.isEmpty
        }
    }

    private static func append(_ values: [String], to list: inout [String]) -> Bool {
        list += values
        return !values.isEmpty
    }
}
