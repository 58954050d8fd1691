import Admission
import JSON

/// `-o gitlab`: a Code Quality report (docs.gitlab.com/ci/testing/code_quality).
///
/// Of its severities a denial is `major`, a warning `minor`, input that was not checked `critical`, a remark `info`.
enum GitLabReport {
    static func document(_ report: CheckReport, _ invocation: CheckInvocation) -> [UInt8] {
        let fingerprints = FindingFingerprints(report)
        var json = JSONWriter(capacity: 256 + 512 * report.findings.count)
        json.beginArray()
        var problems: [CheckProblemKey: Int] = [:]
        for problem in report.problems {
            let key = CheckProblemKey(file: problem.file, text: problem.line)
            let ordinal = problems[key, default: 0]
            problems[key] = ordinal + 1
            json.beginObject()
            json.member("description", problem.line)
            json.member("check_name", problem.isFatal ? "not-checked" : "remark")
            json.member(
                "fingerprint",
                FindingFingerprint(of: [problem.file, problem.line, String(ordinal)]).description
            )
            json.member("severity", problem.isFatal ? "critical" : "info")
            let path =
                problem.isAboutFile ? ReportPath(problem.file, invocation) : ReportPath(stored: problem.file)
            write(path, problem.position?.line ?? 1, to: &json)
            json.endObject()
        }
        for (found, fingerprint) in zip(report.findings, fingerprints.findings) {
            json.beginObject()
            json.member("description", found.fullText)
            json.member("check_name", found.finding.rule.title)
            json.member("fingerprint", fingerprint.description)
            json.member("severity", found.finding.severity == .deny ? "major" : "minor")
            write(ReportPath(found.location, invocation), found.location.start.line, to: &json)
            json.endObject()
        }
        json.endArray()
        return json.bytes + [UInt8(ascii: "\n")]
    }

    private struct CheckProblemKey: Hashable {
        var file: String
        var text: String
    }

    private static func write(_ path: ReportPath, _ line: Int, to json: inout JSONWriter) {
        json.key("location")
        json.beginObject()
        json.member("path", path.text)
        json.key("lines")
        json.beginObject()
        json.member("begin", line)
        json.endObject()
        json.endObject()
    }
}
