import Admission
import JSON

/// `-o sarif`: SARIF 2.1.0 with one run (docs.oasis-open.org/sarif/sarif/v2.1.0).
enum SARIFReport {
    private static let schema =
        "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

    static func document(_ report: CheckReport, _ invocation: CheckInvocation) -> [UInt8] {
        let rules = SARIFRules(report)
        let fingerprints = FindingFingerprints(report)
        var json = JSONWriter(capacity: 4096 + 1024 * (report.findings.count + report.suppressed.count))
        json.beginObject()
        json.member("$schema", schema)
        json.member("version", "2.1.0")
        json.key("runs")
        json.beginArray()
        json.beginObject()
        json.key("tool")
        json.beginObject()
        json.key("driver")
        json.beginObject()
        json.member("name", "alb-admission")
        json.member("semanticVersion", invocation.version)
        json.key("rules")
        rules.write(to: &json)
        json.endObject()
        json.endObject()
        json.key("invocations")
        write(report.problems, invocation, to: &json)
        json.member("columnKind", "unicodeCodePoints")
        json.key("results")
        json.beginArray()
        for (finding, fingerprint) in zip(report.findings, fingerprints.findings) {
            json.beginObject()
            SARIFResult(finding, rules, invocation).write(fingerprint, to: &json)
            json.endObject()
        }
        for (suppressed, fingerprint) in zip(report.suppressed, fingerprints.suppressed) {
            let result = SARIFResult(suppressed.finding, rules, invocation)
            json.beginObject()
            result.write(fingerprint, to: &json)
            result.write(suppressed.by, to: &json)
            json.endObject()
        }
        json.endArray()
        json.endObject()
        json.endArray()
        json.endObject()
        return json.bytes + [UInt8(ascii: "\n")]
    }

    private static func write(_ problems: [CheckProblem], _ invocation: CheckInvocation, to json: inout JSONWriter) {
        json.beginArray()
        json.beginObject()
        json.key("executionSuccessful")
        json.boolean(!problems.contains(where: \.isFatal))
        json.member("exitCode", Int(invocation.exitCode))
        if !problems.isEmpty {
            json.key("toolExecutionNotifications")
            json.beginArray()
            for problem in problems { write(problem, invocation, to: &json) }
            json.endArray()
        }
        json.endObject()
        json.endArray()
    }

    private static func write(_ problem: CheckProblem, _ invocation: CheckInvocation, to json: inout JSONWriter) {
        json.beginObject()
        json.member("level", problem.isFatal ? "error" : "warning")
        json.key("message")
        guard problem.isAboutFile else {
            json.text("\(PlainText.line(problem.file)): \(problem.line)")
            return json.endObject()
        }
        json.text(problem.line)
        json.key("locations")
        json.beginArray()
        json.beginObject()
        json.key("physicalLocation")
        json.beginObject()
        json.artifact(problem.file, invocation)
        if let position = problem.position {
            json.key("region")
            json.beginObject()
            json.member("startLine", position.line)
            json.member("startColumn", position.column)
            json.endObject()
        }
        json.endObject()
        json.endObject()
        json.endArray()
        json.endObject()
    }
}

/// Pieces that SARIF has in many places.
extension JSONWriter {
    /// A message, or content that is shown to people.
    mutating func text(_ text: String) {
        beginObject()
        member("text", text)
        endObject()
    }

    mutating func artifact(_ file: String, _ invocation: CheckInvocation) {
        let path = ReportPath(file, invocation)
        key("artifactLocation")
        beginObject()
        member("uri", path.uri)
        if !path.isAbsolute { member("uriBaseId", "%SRCROOT%") }
        endObject()
    }

    /// From 1; the end column is the one behind the last character.
    mutating func region(_ start: JSONPosition, _ end: JSONPosition) {
        beginObject()
        member("startLine", start.line)
        member("startColumn", start.column)
        member("endLine", end.line)
        member("endColumn", end.column)
        endObject()
    }
}
