/// One rule with its settings resolved: how grave each of its conditions is.
struct RuleGrading: Sendable {
    let rule: RuleDescription
    /// Of the conditions that have the rule's own severity.
    let own: Severity
    private let settings: RuleSettings

    init(_ rule: RuleDescription, _ settings: RuleSettings) {
        self.rule = rule
        self.settings = settings
        own = settings.severity(of: rule, condition: rule.severity)
    }

    func severity(_ condition: SeverityTable) -> Severity { settings.severity(of: rule, condition: condition) }
}
