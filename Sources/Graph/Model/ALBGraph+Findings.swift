extension ALBGraph {
    /// Leaves out findings that no part of the graph has.
    mutating func keep(_ indexes: Set<Int>) {
        let kept = indexes.sorted()
        let places = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, $0) })
        findings = kept.map { findings[$0] }
        for index in albs.indices { albs[index].findings = albs[index].findings.compactMap { places[$0] } }
        for index in ingresses.indices {
            ingresses[index].findings = ingresses[index].findings.compactMap { places[$0] }
        }
        for index in rules.indices { rules[index].findings = rules[index].findings.compactMap { places[$0] } }
    }
}
