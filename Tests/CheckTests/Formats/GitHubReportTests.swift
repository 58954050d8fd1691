import Admission
import Check
import JSON
import TestSupport
import Testing

struct GitHubReportTests {
    private func lines(_ report: CheckReport, folder: String? = nil) throws -> [String] {
        let invocation = CheckInvocation(version: "1", exitCode: 1, folder: folder)
        let document = try #require(CheckFormat.github.document(report, invocation))
        return String(decoding: document, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test("a finding is an annotation with its place, and special characters are escaped as the runner undoes it")
    func annotation() throws {
        let report = ReportSample.report([
            ReportSample.finding(problem: "50% of \"a\nb\"", effect: "", fix: .none, file: "a,b:c%.yaml"),
            ReportSample.finding("ALB408", .warn, effect: "", to: JSONPosition(line: 4, column: 1)),
        ])
        let place = "file=a%2Cb%3Ac%25.yaml,line=3,endLine=3,col=5,endColumn=9,title=ALB301 listener-missing"
        #expect(
            try lines(report) == [
                "::error \(place)::Ingress shop/web: spec.rules[0].host: 50%25 of \"a b\".",
                "::warning file=a.yaml,line=3,endLine=4,title=ALB408 \(ReportSample.rule("ALB408").name)::"
                    + "Ingress shop/web: spec.rules[0].host: no listener. Fix: add one.",
            ]
        )
    }

    @Test("problems come first, and what was read from standard input has no file")
    func problems() throws {
        let report = ReportSample.report(
            [ReportSample.finding(effect: "", fix: .none, file: "<stdin>")],
            problems: [
                CheckProblem(file: "b.yaml", position: JSONPosition(line: 1, column: 2), text: "is no YAML"),
                CheckProblem(file: "c.yaml", position: nil, text: "ignores nothing", isFatal: false),
            ]
        )
        #expect(
            try lines(report) == [
                "::error file=b.yaml,line=1,endLine=1,col=2,endColumn=2,title=not checked::is no YAML",
                "::warning file=c.yaml,title=remark::ignores nothing",
                "::error title=ALB301 listener-missing::<stdin>:3:5: Ingress shop/web: spec.rules[0].host: no listener.",
            ]
        )
    }

    @Test("what GitHub would not show is counted", arguments: [(10, false), (11, true)])
    func notice(_ count: Int, _ isThere: Bool) throws {
        let findings = (0..<count).map { ReportSample.finding(value: "\($0)") }
        let last = try #require(try lines(ReportSample.report(findings)).last)
        let notice =
            "::notice title=alb-admission::\(count) denials and 0 warnings in all; GitHub shows the first 10 of each"
        #expect((last == notice) == isThere)
    }

    @Test("nothing in a report can add a line or another command")
    func oneLineEach() throws {
        var random = SeededGenerator(seed: 5)
        for _ in 0..<200 {
            let report = ReportSample.random(&random)
            let lines = try lines(report)
            #expect(lines.count == report.findings.count + report.problems.count)
            for line in lines {
                #expect(line.hasPrefix("::error ") || line.hasPrefix("::warning "), "\(line)")
                #expect(!line.contains("\r"))
            }
        }
    }
}
