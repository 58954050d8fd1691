import JSON

/// One objection of one rule to one value.
package struct Finding: Sendable {
    package var rule: RuleDescription
    package var severity: Severity
    package var place: Place
    /// What is wrong, without field and without final stop.
    package var problem: String
    /// What the controller will do, or why it matters; may be empty.
    package var effect: String
    /// A concrete way out; may be empty.
    package var fix: Fix
    /// What the objection is about, for comparing with the old object.
    package var value: String

    package init(
        rule: RuleDescription,
        severity: Severity,
        place: Place,
        problem: String,
        effect: String,
        fix: Fix,
        value: String
    ) {
        self.rule = rule
        self.severity = severity
        self.place = place
        self.problem = problem
        self.effect = effect
        self.fix = fix
        self.value = value
    }

    /// Such as `[ALB301] field: problem; effect. Fix: fix.`.
    package var message: String { text(place.description) }

    /// Without the effect.
    package var briefMessage: String { text(place.description, withEffect: false) }

    /// The message without the field, for where the field stands beside it: kubectl prints a cause as `field: message`.
    package var causeMessage: String { text("") }

    private func text(_ path: String, withEffect: Bool = true) -> String {
        var text = "[\(rule.id)] "
        if !path.isEmpty { text += path + ": " }
        text += problem
        if withEffect, !effect.isEmpty { text += "; " + effect }
        text += "."
        if !fix.isEmpty { text += " Fix: " + fix.text + "." }
        // Values from outside are quoted in it: none of them may begin a line of its own or speak to a terminal.
        return PlainText.line(text)
    }

    /// The same objection as a warning.
    package var softened: Finding {
        var finding = self
        finding.severity = min(severity, .warn)
        return finding
    }

    /// Rule, place by identity and value: equal for the same fault in two versions of an object.
    package var identity: FindingIdentity {
        FindingIdentity(rule: rule.id, place: place.identity, value: value)
    }
}

package struct FindingIdentity: Hashable, Sendable {
    package var rule: String
    package var place: String
    package var value: String
}
