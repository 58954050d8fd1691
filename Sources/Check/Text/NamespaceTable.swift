import Admission
import JSON

/// Findings by namespace, for people: those that have some, the ones with most denials first.
enum NamespaceTable {
    static func text(_ namespaces: [NamespaceSummary]) -> String {
        let shown = namespaces.filter { $0.denials + $0.warnings > 0 }.sorted {
            ($1.denials, $1.warnings, $0.namespace) < ($0.denials, $0.warnings, $1.namespace)
        }
        let clean = namespaces.count { $0.denials + $0.warnings == 0 && !$0.namespace.isEmpty }
        guard !shown.isEmpty else { return "" }
        let rows =
            [["namespace", "objects", "denials", "warnings"]]
            + shown.map { [name($0), "\($0.objects)", "\($0.denials)", "\($0.warnings)"] }
        let widths = (0..<4).map { column in rows.map { $0[column].count }.max() ?? 0 }
        var text = ""
        for row in rows {
            text += padding(row[0], widths[0], isRight: false)
            for column in 1..<4 { text += "  " + padding(row[column], widths[column], isRight: true) }
            text += "\n"
        }
        if clean > 0 { text += "nothing found in \(Count.of(clean, "other namespace"))\n" }
        return text
    }

    private static func name(_ summary: NamespaceSummary) -> String {
        summary.namespace.isEmpty ? "(cluster-scoped)" : PlainText.line(summary.namespace)
    }

    private static func padding(_ text: String, _ width: Int, isRight: Bool) -> String {
        let blanks = String(repeating: " ", count: max(0, width - text.count))
        return isRight ? blanks + text : text + blanks
    }
}
