package import JSON

/// What the engine concluded about one request, before it is put into words for anybody.
package struct Verdict: Sendable {
    /// Denials first, each part in catalogue order.
    package var findings: [Finding] = []
    /// How many of the warnings would be denials if the stored object did not have the same fault.
    package var softened = 0
    package var mutation: Mutation?

    /// Findings beyond those that are listed, one entry for each rule that has any.
    package var omitted: [OmittedFindings] = []
    /// Further warnings of the answer, the first one first: about the answer itself, not about the object.
    package var notes: [String] = []

    package init() {}

    init(_ found: FindingCollector, softened: Int) {
        self.softened = softened
        omitted = found.omitted
        findings = found.findings
        guard found.hasDenial else { return }
        findings = findings.filter { $0.severity == .deny } + findings.filter { $0.severity != .deny }
    }

    package var denials: [Finding] { findings.filter { $0.severity == .deny } }
    package var warnings: [Finding] { findings.filter { $0.severity == .warn } }
    package var isAllowed: Bool {
        !findings.contains { $0.severity == .deny } && !omitted.contains { $0.denials > 0 }
    }

    /// How many denials are not among ``findings``.
    package var omittedDenials: Int { omitted.reduce(0) { $0 + $1.denials } }
}

/// What `/mutate` does to an object.
package struct Mutation: Sendable {
    /// Empty when nothing is to be changed.
    package var patch = JSONPatch()
    /// Which mutations took part, such as `M1`.
    package var applied: [String] = []
    /// What the user is told, with and without a patch.
    package var notes: [String] = []
    /// The patch did not prove itself and was dropped.
    package var wasDropped = false

    package init() {}

    /// Where a denial follows, that is what matters.
    mutating func keepFirstNote() { notes = Array(notes.prefix(1)) }
}
