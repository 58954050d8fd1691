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
        softened += softenMoved(&found, known)
        // Beyond the listed ones only numbers can be compared.
        found.softenOmitted { $0.denials <= known.omitted(of: $0.rule).denials }
        return softened
    }

    /// A rule with another host, a path or a listener with another port: what is wrong inside is as old as it was.
    ///
    /// Each fault that is gone from its element makes up for one of the same rule, value and place within an element.
    private static func softenMoved(_ found: inout FindingCollector, _ known: FindingCollector) -> Int {
        guard found.hasDenial else { return 0 }
        let present = Set(found.findings.map(\.identity))
        var gone: [FindingIdentity: Int] = [:]
        for finding in known.findings where !present.contains(finding.identity) { gone[finding.kind, default: 0] += 1 }
        guard !gone.isEmpty else { return 0 }
        var softened = 0
        found.softenDenials { finding in
            guard let count = gone[finding.kind], count > 0 else { return false }
            gone[finding.kind] = count - 1
            softened += 1
            return true
        }
        return softened
    }
}

extension Finding {
    /// Equal for the same fault in any element of a list.
    fileprivate var kind: FindingIdentity { FindingIdentity(rule: rule.id, place: place.shape, value: value) }
}
