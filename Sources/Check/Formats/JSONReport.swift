import Admission
import JSON

/// `-o json`: one document, which ``CheckReportSchema`` describes.
enum JSONReport {
    static func document(_ report: CheckReport) -> [UInt8] {
        let fingerprints = FindingFingerprints(report)
        var json = JSONWriter(capacity: 1024 + 768 * (report.findings.count + report.suppressed.count))
        json.beginObject()
        json.key("version")
        json.integer(1)
        json.key("findings")
        json.beginArray()
        for (finding, fingerprint) in zip(report.findings, fingerprints.findings) {
            json.beginObject()
            write(finding, fingerprint, to: &json)
            json.endObject()
        }
        json.endArray()
        json.key("suppressed")
        json.beginArray()
        for (suppressed, fingerprint) in zip(report.suppressed, fingerprints.suppressed) {
            json.beginObject()
            write(suppressed.finding, fingerprint, to: &json)
            write(suppressed.by, to: &json)
            json.endObject()
        }
        json.endArray()
        json.key("notes")
        json.beginArray()
        for note in report.notes { write(note, to: &json) }
        json.endArray()
        json.key("problems")
        json.beginArray()
        for problem in report.problems { write(problem, to: &json) }
        json.endArray()
        json.key("summary")
        write(report.summary, to: &json)
        json.endObject()
        return json.bytes + [UInt8(ascii: "\n")]
    }

    private static func write(_ found: CheckFinding, _ fingerprint: FindingFingerprint, to json: inout JSONWriter) {
        json.key("rule")
        json.beginObject()
        json.member("id", found.finding.rule.id)
        json.member("name", found.finding.rule.name)
        json.endObject()
        json.member("severity", found.finding.severity.rawValue)
        json.member("message", found.statement)
        json.member("field", found.finding.place.description)
        write(found.object, found.location, to: &json)
        json.member("fix", PlainText.line(found.finding.fix.text))
        if !found.edits.isEmpty {
            json.key("edits")
            json.beginArray()
            for edit in found.edits { write(edit, to: &json) }
            json.endArray()
        }
        json.member("fingerprint", fingerprint.description)
    }

    private static func write(_ object: CheckedObjectName, _ location: SourceLocation, to json: inout JSONWriter) {
        json.key("object")
        json.beginObject()
        json.member("apiVersion", object.apiVersion)
        json.member("kind", object.kind)
        json.member("namespace", object.namespace)
        json.member("name", object.name)
        json.endObject()
        json.key("location")
        json.beginObject()
        json.member("file", location.file)
        if location.isInFile { write(location.start, location.end, to: &json) }
        json.endObject()
    }

    private static func write(_ note: CheckNote, to json: inout JSONWriter) {
        json.beginObject()
        json.member("message", PlainText.line(note.text))
        write(note.object, note.location, to: &json)
        json.endObject()
    }

    private static func write(_ edit: SourceEdit, to json: inout JSONWriter) {
        json.beginObject()
        write(edit.start, edit.end, to: &json)
        json.member("offset", edit.range.lowerBound)
        json.member("length", edit.range.count)
        json.member("text", edit.text)
        json.endObject()
    }

    private static func write(_ start: JSONPosition, _ end: JSONPosition, to json: inout JSONWriter) {
        json.member("line", start.line)
        json.member("column", start.column)
        json.member("endLine", end.line)
        json.member("endColumn", end.column)
    }

    private static func write(_ suppression: Suppression, to json: inout JSONWriter) {
        switch suppression {
        case .comment(let line, let reason):
            json.member("by", "comment")
            json.member("reason", reason)
            json.member("commentLine", line)
        case .baseline: json.member("by", "baseline")
        }
    }

    private static func write(_ problem: CheckProblem, to json: inout JSONWriter) {
        json.beginObject()
        json.member("file", problem.file)
        if let position = problem.position {
            json.member("line", position.line)
            json.member("column", position.column)
        }
        json.member("message", problem.line)
        json.key("fatal")
        json.boolean(problem.isFatal)
        json.endObject()
    }

    private static func write(_ summary: CheckSummary, to json: inout JSONWriter) {
        json.beginObject()
        json.member("files", summary.files)
        json.member("objects", summary.objects)
        json.member("notJudged", summary.notJudged)
        json.member("denials", summary.denials)
        json.member("warnings", summary.warnings)
        json.member("ignored", summary.ignored)
        json.member("known", summary.known)
        json.member("omitted", summary.omitted)
        json.member("omittedDenials", summary.omittedDenials)
        json.member("defaulted", summary.defaulted)
        if let namespaces = summary.namespaces {
            json.key("namespaces")
            json.beginArray()
            for namespace in namespaces {
                json.beginObject()
                json.member("namespace", namespace.namespace)
                json.member("objects", namespace.objects)
                json.member("denials", namespace.denials)
                json.member("warnings", namespace.warnings)
                json.endObject()
            }
            json.endArray()
        }
        json.endObject()
    }
}
