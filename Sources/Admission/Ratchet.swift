/// On UPDATE only new faults deny: one that the stored object has already becomes a warning.
///
/// Blocking an unrelated edit, or a partial repair, because of an old fault makes repair harder, and every upgrade of
/// this program brings new rules to objects that are stored already.
enum Ratchet {
    static func apply(to findings: [Finding], known: Set<FindingIdentity>) -> (findings: [Finding], softened: Int) {
        var softened = 0
        let result = findings.map { finding in
            guard finding.severity == .deny, known.contains(finding.identity) else { return finding }
            softened += 1
            return finding.softened
        }
        return (result, softened)
    }
}
