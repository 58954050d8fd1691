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
    /// A setting below the rule's own severity is a ceiling for every condition, one above it raises the conditions that
    /// have the rule's own severity, and one that equals it changes nothing. What is off in the profile stays off.
    package func severity(of rule: RuleDescription, condition: SeverityTable) -> Severity {
        let standard = base(condition)
        guard let override = overrides[rule.id], override != .off else {
            return overrides[rule.id] == nil ? standard : .off
        }
        let own = base(rule.severity)
        if override <= own { return override == own ? standard : min(standard, override) }
        guard standard == own, standard != .off || condition.isOptional else { return standard }
        return override
    }

    /// Whether no condition of the rule may be heard of; such a rule is not run.
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
