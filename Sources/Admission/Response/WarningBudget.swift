/// Makes warnings that arrive.
///
/// kube-apiserver drops a warning with a control character, cuts each to 256 characters once all of them together pass
/// 4 096, and then stops (k8s.io/apiserver/pkg/endpoints/filters/warning.go). So they are cleaned and cut here, the most
/// important first, and the last one says how many are missing. What both endpoints say to one request counts together.
package enum WarningBudget {
    package static let total = 4096
    /// What is left to `/validate` where `/mutate` has spoken.
    package static let besideMutation = 3072
    private static let each = 256

    package static func fit(_ warnings: [WarningText], room: Int = total) -> [String] {
        let full = unique(warnings.map(\.full))
        // Most are so few that their bytes fit, and bytes are never fewer than characters.
        guard full.reduce(0, { $0 + $1.utf8.count }) > room, size(full) > room else { return full }
        var rest = Set(full)
        let distinct = warnings.filter { rest.remove($0.full) != nil }
        let brief = distinct.map(\.brief)
        guard size(brief) > room else { return unique(brief) }
        var kept: [String] = []
        var used = 0
        for (index, warning) in distinct.enumerated() {
            let short = warning.fitted(to: each)
            let reserve = index + 1 < distinct.count ? 32 : 0
            guard used + short.unicodeScalars.count + reserve <= room else {
                let left = distinct.count - index
                kept.append(left == 1 ? "1 more warning" : "\(left) more warnings")
                return unique(kept)
            }
            used += short.unicodeScalars.count
            kept.append(short)
        }
        return unique(kept)
    }

    private static func size(_ texts: [String]) -> Int { texts.reduce(0) { $0 + $1.unicodeScalars.count } }

    /// Two that differ may be alike once they are shortened.
    private static func unique(_ texts: [String]) -> [String] {
        guard texts.count > 4 else {
            let isUnique = texts.indices.allSatisfy { !texts[..<$0].contains(texts[$0]) }
            return isUnique ? texts : texts.indices.filter { !texts[..<$0].contains(texts[$0]) }.map { texts[$0] }
        }
        var seen: Set<String> = []
        return texts.filter { seen.insert($0).inserted }
    }
}

extension WarningBudget {
    package static func fit(_ warnings: [String]) -> [String] { fit(warnings.map { WarningText($0) }) }
}
