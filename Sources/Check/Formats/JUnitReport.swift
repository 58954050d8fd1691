import Admission
import JSON

/// `-o junit`: a suite for each file, a case for each object that something was found in.
///
/// A case has one failure at most, since few readers take more; its text lists all findings.
enum JUnitReport {
    static func document(_ report: CheckReport, _ invocation: CheckInvocation) -> [UInt8] {
        let suites = JUnitSuites(report, invocation)
        var xml = XMLWriter(capacity: 1024 + 256 * report.files.count + 768 * report.findings.count)
        let cases = suites.suites.lazy.flatMap(\.cases)
        xml.open("testsuites", [("name", "alb-admission")] + counts(cases))
        for suite in suites.suites {
            xml.open("testsuite", [("name", suite.file)] + counts(suite.cases))
            for each in suite.cases { write(each, suite.file, to: &xml) }
            if !suite.remarks.isEmpty { xml.element("system-out", text: suite.remarks.joined(separator: "\n")) }
            xml.close("testsuite")
        }
        xml.close("testsuites")
        return xml.bytes
    }

    private static func counts(_ cases: some Sequence<JUnitCase>) -> [(StaticString, String)] {
        var (tests, failures, errors, skipped) = (0, 0, 0, 0)
        for each in cases {
            tests += 1
            switch each.outcome {
            case .passed: break
            case .failed: failures += 1
            case .error: errors += 1
            case .skipped: skipped += 1
            }
        }
        return [
            ("tests", String(tests)), ("failures", String(failures)), ("errors", String(errors)),
            ("skipped", String(skipped)),
        ]
    }

    private static func write(_ each: JUnitCase, _ file: String, to xml: inout XMLWriter) {
        let attributes: [(StaticString, String)] = [("name", each.name), ("classname", each.className), ("file", file)]
        guard each.outcome != .passed || !each.output.isEmpty else { return xml.element("testcase", attributes) }
        xml.open("testcase", attributes)
        let text = each.lines.joined(separator: "\n")
        switch each.outcome {
        case .passed: break
        case .failed(let type): xml.element("failure", [("message", each.headline), ("type", type)], text: text)
        case .error: xml.element("error", [("message", each.headline), ("type", "not checked")], text: text)
        case .skipped: xml.element("skipped", [("message", each.headline)], text: text)
        }
        if !each.output.isEmpty { xml.element("system-out", text: each.output.joined(separator: "\n")) }
        xml.close("testcase")
    }
}
