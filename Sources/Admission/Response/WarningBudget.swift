import JSON

/// Makes warnings that arrive.
///
/// kube-apiserver drops a warning with a control character, cuts each to 256 characters once all of them together pass
/// 4 096, and then stops (k8s.io/apiserver/pkg/endpoints/filters/warning.go). So they are cleaned and cut here, the most
/// important first, and the last one says how many are missing.
package enum WarningBudget {
    private static let total = 4096
    private static let each = 256

    package static func fit(_ warnings: [String]) -> [String] {
        let clean = distinct(warnings.map(PlainText.line))
        // Most are so few that their bytes fit, and bytes are never fewer than characters.
        guard clean.reduce(0, { $0 + $1.utf8.count }) > total,
            clean.reduce(0, { $0 + $1.unicodeScalars.count }) > total
        else { return clean }
        var kept: [String] = []
        var used = 0
        for (index, warning) in clean.enumerated() {
            let short = cut(warning)
            let reserve = index + 1 < clean.count ? 32 : 0
            guard used + short.unicodeScalars.count + reserve <= total else {
                kept.append("\(clean.count - index) more warnings")
                return kept
            }
            used += short.unicodeScalars.count
            kept.append(short)
        }
        return kept
    }

    private static func distinct(_ warnings: [String]) -> [String] {
        guard warnings.count > 4 else {
            return warnings.indices.filter { !warnings[..<$0].contains(warnings[$0]) }.map { warnings[$0] }
        }
        var seen: Set<String> = []
        return warnings.filter { seen.insert($0).inserted }
    }

    private static func cut(_ warning: String) -> String {
        guard warning.unicodeScalars.count > each else { return warning }
        return String(String.UnicodeScalarView(warning.unicodeScalars.prefix(each - 3))) + "..."
    }
}
