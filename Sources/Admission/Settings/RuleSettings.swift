package import ALBController

/// How grave each rule is: profile and preset, and what the configuration sets for single rules.
package struct RuleSettings: Sendable {
    package var profile: ControllerProfile
    package var preset: Preset
    /// By rule id.
    package var overrides: [String: Severity]

    package init(profile: ControllerProfile = .ack, preset: Preset = .default, overrides: [String: Severity] = [:]) {
        self.profile = profile
        self.preset = preset
        self.overrides = overrides
    }

    /// The severity of one condition of a rule.
    ///
    /// A setting for the rule wins over profile and preset.
    package func severity(of rule: RuleDescription, condition: SeverityTable) -> Severity {
        if let override = overrides[rule.id] { return override }
        return base(condition)
    }

    /// Whether any condition of the rule may be heard of; a rule that is set to off is not run.
    package func isOff(_ rule: RuleDescription) -> Bool { overrides[rule.id] == .off }

    private func base(_ table: SeverityTable) -> Severity {
        let severity = table[profile]
        switch preset {
        case .default: return severity
        case .advisory: return min(severity, .warn)
        case .strict: return table.raisedByStrict(profile)
        }
    }
}
