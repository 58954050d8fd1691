import Admission
import JSON
package import Manifests

/// A report for people: by file, each finding with the line that it is about.
package struct TextReport: Sendable {
    private let files: [String: ManifestFile]
    private let style: TextStyle

    package init(_ files: [ManifestFile], _ style: TextStyle) {
        self.files = Dictionary(files.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        self.style = style
    }

    /// Findings whose texts are in memory at the same time.
    private static let batch = 4096

    /// Hands over the text piece by piece: there may be tens of thousands of findings.
    package func write(_ report: CheckReport, to out: (String) -> Void) {
        let known = Dictionary(grouping: report.findings, by: \.location.file)
        let ignored = Dictionary(grouping: report.suppressed.filter { $0.by != .baseline }, by: \.finding.location.file)
        let notes = Dictionary(grouping: report.notes, by: \.location.file)
        var written: Set<String> = []
        for file in report.files where written.insert(file).inserted {
            let findings = known[file] ?? []
            let ignored = ignored[file] ?? []
            let notes = notes[file] ?? []
            guard !findings.isEmpty || !ignored.isEmpty || !notes.isEmpty else { continue }
            out(heading(file, findings, ignored.count))
            for start in stride(from: 0, to: findings.count, by: Self.batch) {
                let part = findings[start..<min(start + Self.batch, findings.count)]
                out(ParallelMap.map(part.count) { "\n" + text(part[start + $0]) }.joined())
            }
            if !ignored.isEmpty || !notes.isEmpty { out("\n") }
            for suppressed in ignored { out(text(suppressed)) }
            for note in notes { out(text(note)) }
            out("\n")
        }
        if let namespaces = report.summary.namespaces { out(NamespaceTable.text(namespaces)) }
    }

    private func heading(_ file: String, _ findings: [CheckFinding], _ ignored: Int) -> String {
        let denials = findings.count { $0.finding.severity == .deny }
        var counts = Count.list([(denials, "denial"), (findings.count - denials, "warning")])
        if ignored > 0 { counts += (counts.isEmpty ? "" : ", ") + "\(ignored) ignored" }
        return style.text(PlainText.line(file), .place) + (counts.isEmpty ? "" : ": \(counts)") + "\n"
    }

    private func text(_ located: CheckFinding) -> String {
        let finding = located.finding
        let isDenial = finding.severity == .deny
        var text = style.text(place(located.location), .place) + ": "
        text += style.text(finding.severity.rawValue, isDenial ? .deny : .warn)
        text += " \(finding.rule.id) \(finding.rule.name), \(name(located.object))\n"
        var what = finding.place.description
        what += (what.isEmpty ? "" : ": ") + finding.problem + (finding.effect.isEmpty ? "" : "; " + finding.effect)
        text += "  \(PlainText.line(what)).\n"
        if located.location.isInFile, let file = files[located.location.file],
            let frame = CodeFrame(located.location, in: file)
        {
            let number = String(frame.number)
            let margin = String(repeating: " ", count: number.count)
            text += "  " + style.text("\(number) | ", .faint) + frame.line + "\n"
            text += "  " + style.text("\(margin) | ", .faint) + style.text(frame.mark, isDenial ? .deny : .warn) + "\n"
        }
        if !finding.fix.isEmpty { text += "  " + style.text("fix: \(PlainText.line(finding.fix.text))", .fix) + "\n" }
        return text
    }

    private func text(_ suppressed: SuppressedFinding) -> String {
        guard case .comment(_, let reason) = suppressed.by else { return "" }
        let rule = suppressed.finding.finding.rule
        let why = reason.isEmpty ? "no reason given" : PlainText.line(reason)
        return style.text("\(place(suppressed.finding.location)): ignored \(rule.id) \(rule.name): \(why)", .faint)
            + "\n"
    }

    private func text(_ note: CheckNote) -> String {
        let text = "\(place(note.location)): " + style.text("note", .note)
        return text + " \(name(note.object)): \(PlainText.line(note.text))\n"
    }

    private func place(_ location: SourceLocation) -> String {
        PlainText.line(location.text)
    }

    private func name(_ object: CheckedObjectName) -> String {
        PlainText.line("\(object.kind) \(object.namespace.isEmpty ? "" : object.namespace + "/")\(object.name)")
    }
}
