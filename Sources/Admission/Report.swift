package import Kubernetes

/// Collects the findings of one object; the engine sets the rule before each check.
package struct Report: Sendable {
    package private(set) var findings: [Finding] = []
    private let settings: RuleSettings
    private var rule: RuleDescription?

    package init(settings: RuleSettings) {
        self.settings = settings
    }

    mutating func begin(_ rule: RuleDescription) { self.rule = rule }

    /// Adds a finding with the rule's severity, or with that of a condition of its own.
    ///
    /// `value` is what the objection is about: the same text in the old object makes the finding an old one. `severity`
    /// is for a condition that is graver or milder than the rule; a setting for the rule still wins.
    package mutating func add(
        _ field: FieldPath,
        _ problem: String,
        value: String,
        effect: String = "",
        fix: String = "",
        severity: SeverityTable? = nil
    ) {
        guard let rule else { return }
        let grade = settings.severity(of: rule, condition: severity ?? rule.severity)
        append(grade, field, problem, value, effect, fix)
    }

    /// Adds a finding that is never more than a warning, whatever the rule is set to.
    package mutating func advise(
        _ field: FieldPath,
        _ problem: String,
        value: String,
        effect: String = "",
        fix: String = ""
    ) {
        guard let rule else { return }
        append(min(.warn, settings.severity(of: rule, condition: .warn)), field, problem, value, effect, fix)
    }

    private mutating func append(
        _ severity: Severity,
        _ field: FieldPath,
        _ problem: String,
        _ value: String,
        _ effect: String,
        _ fix: String
    ) {
        guard let rule, severity != .off else { return }
        findings.append(
            Finding(
                rule: rule,
                severity: severity,
                field: field,
                problem: problem,
                effect: effect,
                fix: fix,
                value: value
            )
        )
    }
}
