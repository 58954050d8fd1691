package import Admission

/// What a verdict comes to, by rule: what can be kept of it and compared.
package struct RuleAnswer: Hashable, Sendable {
    package var isAllowed: Bool
    /// Ids of rules, each once, in their order.
    package var denied: [String]
    package var warned: [String]
    /// Ids of mutations.
    package var filledIn: [String]

    package init(isAllowed: Bool, denied: [String] = [], warned: [String] = [], filledIn: [String] = []) {
        self.isAllowed = isAllowed
        self.denied = denied
        self.warned = warned
        self.filledIn = filledIn
    }

    package init(_ verdict: Verdict) {
        isAllowed = verdict.isAllowed
        denied = Self.rules(verdict, .deny) { $0.denials }
        warned = Self.rules(verdict, .warn) { $0.warnings }
        filledIn = verdict.mutation?.applied ?? []
    }

    private static func rules(_ verdict: Verdict, _ severity: Severity, _ omitted: (OmittedFindings) -> Int) -> [String]
    {
        guard !verdict.findings.isEmpty || !verdict.omitted.isEmpty else { return [] }
        let listed = verdict.findings.filter { $0.severity == severity }.map(\.rule.id)
        return Set(listed + verdict.omitted.filter { omitted($0) > 0 }.map(\.rule.id)).sorted()
    }
}
