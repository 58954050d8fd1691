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
        var clean: [String] = []
        var seen: Set<String> = []
        for warning in warnings.map(PlainText.line) where seen.insert(warning).inserted { clean.append(warning) }
        guard clean.reduce(0, { $0 + $1.unicodeScalars.count }) > total else { return clean }
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

    private static func cut(_ warning: String) -> String {
        guard warning.unicodeScalars.count > each else { return warning }
        return String(String.UnicodeScalarView(warning.unicodeScalars.prefix(each - 3))) + "..."
    }
}
