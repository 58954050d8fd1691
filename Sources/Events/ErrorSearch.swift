/// What a text from a cluster is about.
package struct ErrorSearch: Sendable {
    /// Documented errors, the one that most words speak for first; of one word of the text only one is made.
    package let found: [ControllerError]
    /// The nearest ones where none is found.
    package let guesses: [ControllerError]

    /// The text may be a whole line of `kubectl describe`, several events, or an ID of the vendor's list.
    package init(_ text: String) {
        let ids = Set(text.uppercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) && $0 != "_" })
        let words = EventWords(text).words
        var matches: [(error: ControllerError, positions: Set<Int>, isNamed: Bool)] = []
        for error in ControllerError.all {
            let isNamed = ids.contains(Substring(error.id))
            let best = error.patterns.compactMap { $0.match(words) }.max { $0.count < $1.count }
            if isNamed || best != nil { matches.append((error, Set(best ?? []), isNamed)) }
        }
        // A stable order: the table's where as many words match.
        let order = matches.indices.sorted {
            (matches[$1].positions.count, $0) < (matches[$0].positions.count, $1)
        }
        var taken: Set<Int> = []
        var found: [ControllerError] = []
        for index in order {
            let match = matches[index]
            let isNew = match.positions.subtracting(taken).count * 2 > match.positions.count
            guard match.isNamed || isNew else { continue }
            taken.formUnion(match.positions)
            found.append(match.error)
        }
        self.found = found
        guesses = found.isEmpty ? Self.nearest(Set(words)) : []
    }

    private static let shown = 3

    /// By the share of their words that the text has, each weighed by how few errors have it.
    private static func nearest(_ words: Set<String>) -> [ControllerError] {
        let vocabularies = ControllerError.all.map { Set($0.patterns.flatMap(\.words)) }
        var counts: [String: Int] = [:]
        for word in vocabularies.joined() { counts[word, default: 0] += 1 }
        func weight(_ words: some Sequence<String>) -> Double {
            words.reduce(0) { $0 + 1 / Double(counts[$1] ?? 1) }
        }
        let scores = vocabularies.map { vocabulary in
            weight(vocabulary.intersection(words)) / max(weight(vocabulary), 1)
        }
        return scores.indices.filter { scores[$0] >= 0.3 }.sorted { (scores[$1], $0) < (scores[$0], $1) }
            .prefix(shown).map { ControllerError.all[$0] }
    }
}
