import Admission
import Check
import JSON
import TestSupport
import Testing

/// Every format against a schema or a reader that is not ours, for reports by chance.
@Suite(.enabled(if: ReportJudge.isInstalled, ReportJudge.hint))
struct ValidDocumentTests {
    private static let reports: [CheckReport] = {
        var random = SeededGenerator(seed: 11)
        let ofFiles = (0..<60).map { _ in ReportSample.random(&random) }
        return [CheckReport()] + ofFiles + ofFiles.map(ofCluster)
    }()

    /// The same findings in objects that stand in no file.
    private static func ofCluster(_ report: CheckReport) -> CheckReport {
        var report = report
        for index in report.findings.indices {
            report.findings[index].location = SourceLocation(stored: "ingresses/team a/\(index)")
            report.findings[index].edits = []
        }
        for index in report.problems.indices {
            report.problems[index].file = "services"
            report.problems[index].position = nil
            report.problems[index].isAboutFile = false
        }
        report.files = report.findings.map(\.location.file)
        var namespace = NamespaceSummary("team a")
        namespace.denials = report.findings.count
        report.summary.namespaces = [NamespaceSummary(""), namespace]
        return report
    }

    @Test("what is printed is valid in its format", arguments: ["json", "sarif", "junit", "gitlab"])
    func valid(_ name: String) throws {
        let format = try #require(CheckFormat(rawValue: name))
        let invocations = [
            ReportSample.invocation,
            CheckInvocation(version: "1.2.3", exitCode: 2, failsOnWarnings: true, folder: "/abs"),
        ]
        for invocation in invocations {
            let documents = Self.reports.compactMap { format.document($0, invocation) }
            let schema = format == .json ? CheckReportSchema.text : nil
            let kind = format == .json ? "report" : name
            for (index, complaints) in try ReportJudge.complaints(kind, documents, schema: schema).enumerated() {
                #expect(complaints == [], "\(String(decoding: documents[index], as: UTF8.self))")
            }
        }
    }

    @Test("the schema sees every change of a JSON report but those that make another report")
    func schemaSeesChanges() throws {
        let edit = SourceEdit(range: 5..<9, start: .init(line: 1, column: 1), end: .init(line: 1, column: 5), text: "x")
        var report = ReportSample.report(
            [ReportSample.finding(edits: [edit])],
            suppressed: [
                SuppressedFinding(ReportSample.finding("ALB408"), by: .comment(line: 2, reason: "known")),
                SuppressedFinding(ReportSample.finding("ALB409"), by: .baseline),
            ],
            problems: [CheckProblem(file: "b.yaml", position: .init(line: 1, column: 2), text: "is no YAML")]
        )
        report.notes = [CheckNote(object: ReportSample.web, location: report.findings[0].location, text: "note")]
        let document = try #require(CheckFormat.json.document(report, ReportSample.invocation))
        let unseen = try ReportJudge.complaints("mutants", [document], schema: CheckReportSchema.text)
        #expect(unseen == [[".findings[].edits left out"]])
    }
}
