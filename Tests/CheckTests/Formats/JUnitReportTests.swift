import Admission
import Check
import JSON
import TestSupport
import Testing

struct JUnitReportTests {
    private func text(_ report: CheckReport, failsOnWarnings: Bool = false) throws -> String {
        let invocation = CheckInvocation(version: "1", exitCode: 1, failsOnWarnings: failsOnWarnings)
        return String(decoding: try #require(CheckFormat.junit.document(report, invocation)), as: UTF8.self)
    }

    private static let api = CheckedObjectName(apiVersion: "v1", kind: "Service", namespace: "shop", name: "api")

    @Test("a suite for each file, a case for each object, and a failure for what is denied")
    func whole() throws {
        let report = ReportSample.report(
            [
                ReportSample.finding(effect: "", fix: .none),
                ReportSample.finding("ALB408", .warn, problem: "<slow> & \"odd\"", effect: "", fix: .none),
                ReportSample.finding("ALB408", .warn, object: Self.api, effect: "", fix: .none),
            ],
            suppressed: [SuppressedFinding(ReportSample.finding(effect: "", fix: .none), by: .baseline)],
            problems: [
                CheckProblem(file: "b.yaml", position: JSONPosition(line: 1, column: 2), text: "is no YAML"),
                CheckProblem(file: "b.yaml", position: nil, text: "ignores nothing", isFatal: false),
            ],
            files: ["a.yaml", "b.yaml", "clean.yaml"]
        )
        let denial = "a.yaml:3:5: deny: [ALB301] spec.rules[0].host: no listener."
        let warning = "spec.rules[0].host: &lt;slow&gt; &amp; \"odd\"."
        let web = #"classname="Ingress@networking.k8s.io/v1" file="a.yaml""#
        #expect(
            try text(report) == """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuites name="alb-admission" tests="5" failures="1" errors="1" skipped="1">
                  <testsuite name="a.yaml" tests="3" failures="1" errors="0" skipped="1">
                    <testcase name="shop/web" \(web)>
                      <failure message="ALB301 listener-missing: spec.rules[0].host: no listener." type="denial">\(denial)</failure>
                      <system-out>a.yaml:3:5: warn: [ALB408] \(warning)</system-out>
                    </testcase>
                    <testcase name="shop/api" classname="Service@v1" file="a.yaml">
                      <system-out>a.yaml:3:5: warn: [ALB408] spec.rules[0].host: no listener.</system-out>
                    </testcase>
                    <testcase name="shop/web (suppressed)" \(web)>
                      <skipped message="ALB301 is in the baseline">\(denial)</skipped>
                    </testcase>
                  </testsuite>
                  <testsuite name="b.yaml" tests="1" failures="0" errors="1" skipped="0">
                    <testcase name="can be checked" classname="b.yaml" file="b.yaml">
                      <error message="is no YAML" type="not checked">b.yaml:1:2: is no YAML</error>
                    </testcase>
                    <system-out>b.yaml: ignores nothing</system-out>
                  </testsuite>
                  <testsuite name="clean.yaml" tests="1" failures="0" errors="0" skipped="0">
                    <testcase name="has no findings" classname="clean.yaml" file="clean.yaml"/>
                  </testsuite>
                </testsuites>

                """
        )
    }

    @Test("with --fail-on-warn a warning is a failure, and a denial beside it goes first")
    func failsOnWarnings() throws {
        let report = ReportSample.report([
            ReportSample.finding("ALB408", .warn, effect: "", fix: .none), ReportSample.finding(effect: "", fix: .none),
            ReportSample.finding("ALB408", .warn, object: Self.api, effect: "", fix: .none),
        ])
        let text = try text(report, failsOnWarnings: true)
        #expect(text.contains(#"failures="2""#))
        #expect(
            text.contains(
                #"<failure message="ALB301 listener-missing: spec.rules[0].host: no listener. (and 1 more)" type="denial">"#
            )
        )
        #expect(text.contains(#"type="warning">a.yaml:3:5: warn: [ALB408]"#))
        #expect(!text.contains("<system-out>"))
    }
}
