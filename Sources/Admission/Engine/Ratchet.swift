/// On UPDATE only new faults deny: one that the stored object has already becomes a warning.
///
/// Blocking an unrelated edit, or a partial repair, because of an old fault makes repair harder, and every upgrade of
/// this program brings new rules to objects that are stored already.
enum Ratchet {
    /// How many denials became warnings; `known` is what the rules say about the stored object.
    static func apply(to found: inout FindingCollector, known: FindingCollector) -> Int {
        let identities = Set(known.findings.map(\.identity))
        var softened = 0
        found.softenDenials { finding in
            guard identities.contains(finding.identity) else { return false }
            softened += 1
            return true
        }
        // Beyond the listed ones only numbers can be compared.
        found.softenOmitted { $0.denials <= known.omitted(of: $0.rule).denials }
        return softened
    }
}
