import Admission
import Check
import JSON
import TestSupport
import Testing

struct GitLabReportTests {
    @Test("an entry has what the documentation asks for, a problem among them")
    func entries() throws {
        let report = ReportSample.report(
            [ReportSample.finding(file: "/srv/repo/a.yaml"), ReportSample.finding("ALB408", .warn)],
            problems: [
                CheckProblem(file: "b.yaml", position: JSONPosition(line: 9, column: 2), text: "is no YAML"),
                CheckProblem(file: "b.yaml", position: nil, text: "ignores nothing", isFatal: false),
                CheckProblem(file: "b.yaml", position: nil, text: "ignores nothing", isFatal: false),
            ]
        )
        let invocation = CheckInvocation(version: "1", exitCode: 3, folder: "/srv/repo")
        let document = try #require(CheckFormat.gitlab.document(report, invocation))
        let entries = try JSONDocument(parsing: document).value.elements
        #expect(entries.map { $0["severity"]?.string } == ["critical", "info", "info", "major", "minor"])
        #expect(entries.map { $0["location"]?["path"]?.string } == ["b.yaml", "b.yaml", "b.yaml", "a.yaml", "a.yaml"])
        #expect(entries.map { $0["location"]?["lines"]?["begin"]?.integer } == [9, 1, 1, 3, 3])
        #expect(Set(entries.map { $0["fingerprint"]?.string }).count == 5)
        #expect(entries[3]["check_name"]?.string == "ALB301 listener-missing")
        let text = "Ingress shop/web: spec.rules[0].host: no listener; nothing is served. Fix: add one."
        #expect(entries[3]["description"]?.string == text)
    }

    @Test("without findings it is an empty list, which tells GitLab that all is fixed")
    func empty() throws {
        let document = CheckFormat.gitlab.document(CheckReport(), ReportSample.invocation)
        #expect(document == Array("[]\n".utf8))
    }
}
