/// One rule with its settings resolved: how grave each of its conditions is.
struct RuleGrading: Sendable {
    let rule: RuleDescription
    /// Of the conditions that have the rule's own severity.
    let own: Severity
    /// Whether any of its conditions denies.
    let mayDeny: Bool
    private let settings: RuleSettings

    init(_ rule: RuleDescription, _ settings: RuleSettings) {
        self.rule = rule
        self.settings = settings
        own = settings.severity(of: rule, condition: rule.severity)
        mayDeny = own == .deny || rule.gravest.map { settings.severity(of: rule, condition: $0) } == .deny
    }

    func severity(_ condition: SeverityTable) -> Severity { settings.severity(of: rule, condition: condition) }
}
