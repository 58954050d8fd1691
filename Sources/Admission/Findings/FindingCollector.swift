package import JSON
package import Kubernetes

/// Collects the findings of one object; the engine sets the rule before each check.
///
/// A rule is heard in full up to ``listed`` findings. What comes then is counted, and none of its texts is made: one
/// object can have a fault in each of a hundred thousand elements.
package struct FindingCollector {
    package private(set) var findings: [Finding] = []
    package private(set) var omitted: [OmittedFindings] = []
    private let gradings: [RuleGrading]
    private var rule = 0
    private var countOfRule = 0

    /// Findings of one rule that are kept whole.
    package static let listed = 256

    /// For rules with these gradings.
    init(_ gradings: [RuleGrading]) {
        self.gradings = gradings
    }

    /// What is added from now on is from the rule whose grading has this index.
    @inline(__always)
    mutating func begin(_ rule: Int) {
        self.rule = rule
        countOfRule = 0
    }

    private var grading: RuleGrading? { gradings.indices.contains(rule) ? gradings[rule] : nil }

    /// Whether more findings of the rule would only be counted; a rule may then stop looking for details.
    package var isFull: Bool { countOfRule >= Self.listed }

    /// Adds a finding with the rule's severity, or with that of a condition of its own.
    ///
    /// `value` is what the objection is about: the same text in the old object makes the finding an old one. `severity`
    /// is for a condition that is graver or milder than the rule.
    package mutating func add(
        _ field: @autoclosure () -> FieldPath,
        inside inner: @autoclosure () -> JSONPointer? = nil,
        _ problem: @autoclosure () -> String,
        value: @autoclosure () -> String,
        effect: @autoclosure () -> String = "",
        fix: @autoclosure () -> Fix = .none,
        severity: SeverityTable? = nil
    ) {
        guard let grading else { return }
        let severity = severity.map(grading.severity) ?? grading.own
        guard severity != .off, isRoom(severity, grading.rule) else { return }
        let place = Place(field(), inside: inner())
        append(severity, place, problem(), value(), effect(), fix())
    }

    /// Adds a finding that is never more than a warning, whatever the rule is set to.
    package mutating func advise(
        _ field: @autoclosure () -> FieldPath,
        inside inner: @autoclosure () -> JSONPointer? = nil,
        _ problem: @autoclosure () -> String,
        value: @autoclosure () -> String,
        effect: @autoclosure () -> String = "",
        fix: @autoclosure () -> Fix = .none
    ) {
        guard let grading else { return }
        let severity = min(.warn, grading.severity(.warn))
        guard severity != .off, isRoom(severity, grading.rule) else { return }
        let place = Place(field(), inside: inner())
        append(severity, place, problem(), value(), effect(), fix())
    }

    /// Counts findings of the rule's own severity that are not described.
    package mutating func addUnlisted(_ count: Int) {
        guard count > 0, let grading, grading.own != .off else { return }
        noteOmitted(grading.own, grading.rule, count)
    }

    private mutating func isRoom(_ severity: Severity, _ rule: RuleDescription) -> Bool {
        countOfRule += 1
        guard countOfRule > Self.listed else { return true }
        noteOmitted(severity, rule, 1)
        return false
    }

    private mutating func noteOmitted(_ severity: Severity, _ rule: RuleDescription, _ count: Int) {
        if omitted.last?.rule !== rule { omitted.append(OmittedFindings(rule: rule)) }
        omitted[omitted.count - 1].add(count, severity)
    }

    private mutating func append(
        _ severity: Severity,
        _ place: Place,
        _ problem: String,
        _ value: String,
        _ effect: String,
        _ fix: Fix
    ) {
        guard let rule = grading?.rule else { return }
        findings.append(
            Finding(
                rule: rule,
                severity: severity,
                place: place,
                problem: problem,
                effect: effect,
                fix: fix,
                value: value
            )
        )
    }
}

extension FindingCollector {
    /// Whether a rule says nothing at all, for a rule that would lead to what the other judges.
    package static func isSilent(
        _ rule: RuleDescription,
        _ settings: RuleSettings,
        _ check: (inout FindingCollector) -> Void
    ) -> Bool {
        var collector = FindingCollector([RuleGrading(rule, settings)])
        check(&collector)
        return collector.findings.isEmpty
    }

    var hasDenial: Bool { findings.contains { $0.severity == .deny } || omitted.contains { $0.denials > 0 } }

    func omitted(of rule: RuleDescription) -> OmittedFindings {
        omitted.first { $0.rule === rule } ?? OmittedFindings(rule: rule)
    }

    mutating func softenDenials(where isOld: (Finding) -> Bool) {
        for index in findings.indices where findings[index].severity == .deny && isOld(findings[index]) {
            findings[index] = findings[index].softened
        }
    }

    mutating func softenOmitted(where isOld: (OmittedFindings) -> Bool) {
        for index in omitted.indices where isOld(omitted[index]) { omitted[index].soften() }
    }

    mutating func changeEach(_ change: (inout Finding) -> Void) {
        for index in findings.indices { change(&findings[index]) }
    }

    /// Makes every denial a warning.
    mutating func soften() {
        softenDenials { _ in true }
        softenOmitted { _ in true }
    }
}

/// What one rule found beyond the findings that are listed.
package struct OmittedFindings: Sendable {
    package let rule: RuleDescription
    package private(set) var denials = 0
    package private(set) var warnings = 0

    mutating func add(_ count: Int, _ severity: Severity) {
        if severity == .deny { denials += count } else { warnings += count }
    }

    mutating func soften() {
        warnings += denials
        denials = 0
    }
}
