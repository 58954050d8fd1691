/// Which warnings would reach a user, counted as the recorder of kube-apiserver counts.
package enum WarningOracle {
    /// In runes; behind it each warning is cut, and what does not fit is lost.
    private static let total = 4096
    private static let each = 256

    static func objections(to value: Any?) -> [String] {
        guard let value else { return [] }
        guard let warnings = value as? [String] else { return ["warnings are no list of strings"] }
        return objections(to: warnings)
    }

    package static func objections(to warnings: [String]) -> [String] {
        var objections: [String] = []
        if Set(warnings.map { Array($0.utf8) }).count != warnings.count { objections.append("a warning comes twice") }
        for warning in warnings {
            if warning.isEmpty { objections.append("an empty warning is dropped") }
            if warning.hasPrefix("Warning:") { objections.append("the prefix is the client's business: \(warning)") }
            if warning.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
                objections.append("a control character makes it disappear: \(warning)")
            }
        }
        let lengths = warnings.map(\.unicodeScalars.count)
        guard lengths.reduce(0, +) > total else { return objections }
        objections.append("\(lengths.reduce(0, +)) runes are more than the \(total) that arrive")
        if lengths.contains(where: { $0 > each }) { objections.append("and a long one is cut") }
        return objections
    }
}
