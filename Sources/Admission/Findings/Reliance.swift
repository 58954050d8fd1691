package import ALBController

/// Which denials of a verdict rest on other objects than the one under review, and on which.
package struct Reliance: Sendable {
    /// Those denials.
    package var findings: Set<FindingIdentity>
    /// Identifiers of the rules of which denials beyond the listed ones rest on other objects.
    package var omitted: Set<String>
    /// What the rules of these denials looked at, found or missing, in order; at most ``limit``.
    ///
    /// While these are as they are the denials stand, whatever else changes.
    package var objects: [ObjectReference]
    /// False where there are more objects, or where one of them cannot be named.
    package var isComplete: Bool

    package static let limit = 16

    package init(
        findings: Set<FindingIdentity>,
        omitted: Set<String> = [],
        objects: [ObjectReference],
        isComplete: Bool
    ) {
        self.findings = findings
        self.omitted = omitted
        self.objects = objects
        self.isComplete = isComplete
    }

    /// Identifiers of the rules that it is about.
    package var rules: Set<String> { Set(findings.map(\.rule)).union(omitted) }
}

extension Verdict {
    /// The denials that rest on other objects become warnings, and so do all beyond the listed ones of their rules.
    package func softening(_ reliance: Reliance, note: String) -> Verdict {
        var verdict = self
        for index in verdict.findings.indices where verdict.findings[index].severity == .deny {
            guard reliance.findings.contains(verdict.findings[index].identity) else { continue }
            verdict.findings[index] = verdict.findings[index].softened
        }
        let rules = reliance.rules
        for index in verdict.omitted.indices where rules.contains(verdict.omitted[index].rule.id) {
            verdict.omitted[index].soften()
        }
        verdict.findings = verdict.denials + verdict.findings.filter { $0.severity != .deny }
        verdict.notes.append(note)
        return verdict
    }
}
