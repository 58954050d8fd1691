import Admission
import Check
import JSON
import TestSupport
import Testing

struct BaselineTests {
    private func reread(_ report: CheckReport) throws -> Baseline {
        try Baseline(parsing: Baseline(of: report).document)
    }

    @Test("a baseline that was just written leaves no finding, and none of its entries is over")
    func roundTrip() throws {
        var random = SeededGenerator(seed: 8)
        for _ in 0..<100 {
            var report = ReportSample.random(&random)
            report.findings += report.findings.prefix(2)
            let before = report
            let baseline = try reread(report)
            #expect(baseline == Baseline(of: report))
            #expect(baseline.apply(to: &report) == 0)
            #expect(report.findings.isEmpty)
            #expect(report.suppressed.count == before.suppressed.count + before.findings.count)
            #expect(report.summary.known == before.summary.known + before.findings.count)
            #expect(Baseline(of: report) == baseline, "a second one, written with the first in use, is the same")
        }
    }

    @Test("a new finding is reported, an old one on another line and in another file is not")
    func newAndMoved() throws {
        let baseline = try reread(ReportSample.report([ReportSample.finding()]))
        let moved = ReportSample.finding(file: "b.yaml", at: JSONPosition(line: 40, column: 1))
        let new = ReportSample.finding(value: "HTTPS:443")
        var report = ReportSample.report([new, moved])
        #expect(baseline.apply(to: &report) == 0)
        #expect(report.findings.map(\.finding.value) == ["HTTPS:443"])
        #expect(report.suppressed.map(\.by) == [.baseline])
        #expect(report.summary.denials == 1 && report.summary.known == 1)
    }

    @Test("of two equal findings the second one is new")
    func another() throws {
        let baseline = try reread(ReportSample.report([ReportSample.finding()]))
        var report = ReportSample.report([ReportSample.finding(), ReportSample.finding()])
        #expect(baseline.apply(to: &report) == 0)
        #expect(report.findings.count == 1 && report.suppressed.count == 1)
    }

    @Test("a denial is new where a warning was known, a warning is known where a denial was")
    func severity() throws {
        let warning = ReportSample.report([ReportSample.finding("ALB301", .warn)])
        let denial = ReportSample.report([ReportSample.finding("ALB301", .deny)])
        var report = denial
        #expect(try reread(warning).apply(to: &report) == 1)
        #expect(report.findings.count == 1 && report.summary.denials == 1 && report.summary.known == 0)
        report = warning
        #expect(try reread(denial).apply(to: &report) == 0)
        #expect(report.findings.isEmpty && report.summary.warnings == 0 && report.summary.known == 1)
    }

    @Test("entries that match nothing are counted; what a comment ignores still matches")
    func over() throws {
        let baseline = try reread(ReportSample.report([ReportSample.finding(), ReportSample.finding("ALB408", .warn)]))
        let ignored = SuppressedFinding(ReportSample.finding("ALB408", .warn), by: .comment(line: 1, reason: "x"))
        var report = ReportSample.report([], suppressed: [ignored])
        #expect(baseline.apply(to: &report) == 1)
        #expect(report.suppressed.count == 1 && report.summary.ignored == 1)
        #expect(Baseline(of: report).entries.isEmpty)
    }

    @Test("the file has one entry a line, sorted by object")
    func text() {
        let other = CheckedObjectName(apiVersion: "v1", kind: "Service", namespace: "", name: "\"a\"")
        let findings = [ReportSample.finding("ALB408", .warn, object: other), ReportSample.finding()]
        let prints = FindingFingerprints(ReportSample.report(findings)).findings
        let expected = """
            {"version": 1, "findings": [
            {"rule": "ALB301", "severity": "deny", "object": "Ingress shop/web", "field": "spec.rules[a.example.com].host", "fingerprint": "\(prints[1])"},
            {"rule": "ALB408", "severity": "warn", "object": "Service \\"a\\"", "field": "spec.rules[a.example.com].host", "fingerprint": "\(prints[0])"}
            ]}

            """
        #expect(String(decoding: Baseline(of: ReportSample.report(findings)).document, as: UTF8.self) == expected)
        let empty = Baseline(of: CheckReport()).document
        #expect(String(decoding: empty, as: UTF8.self) == "{\"version\": 1, \"findings\": []}\n")
    }

    private static let entry =
        #"{"rule": "ALB301", "severity": "deny", "object": "", "field": "", "fingerprint": "00112233445566778899aabbccddeeff"}"#

    @Test(
        "what is no baseline is refused, with the place",
        arguments: [
            ("", "1:1: no JSON value; the input is empty"),
            ("[]", "1:1: must be an object"),
            (#"{"version": 2, "findings": []}"#, "1:13: version: must be 1, is 2"),
            (#"{"version": 1}"#, "1:1: findings: is missing"),
            (#"{"version": 1, "findings": {}}"#, "1:28: findings: must be a list"),
            (#"{"version": 1, "findings": [], "x": 1}"#, "1:32: x: is not known"),
            (#"{"version": 1, "findings": [], "findigs": 1}"#, "1:32: findigs: is not known; did you mean findings?"),
            (#"{"version": 1, "version": 1, "findings": []}"#, "1:16: has a key twice"),
            ("{\"version\": 1, \"findings\": [\n7]}", "2:1: findings[0]: must be an object"),
            (
                "{\"version\": 1, \"findings\": [\n\(entry),\n\(entry)]}",
                "3:1: findings[1]: is the same entry as findings[0]"
            ),
            (
                "{\"version\": 1, \"findings\": [\n\(entry.replacing("deny", with: "off"))]}",
                "2:32: findings[0].severity: must be deny or warn, is \"off\""
            ),
            (
                "{\"version\": 1, \"findings\": [\n\(entry.replacing("ff\"", with: "fg\""))]}",
                "2:82: findings[0].fingerprint: must be 32 hexadecimal digits, is \"00112233445566778899aabbccddeefg\""
            ),
            (
                "{\"version\": 1, \"findings\": [\n\(entry.replacing("\"field\": \"\", ", with: ""))]}",
                "2:1: findings[0].field: is missing"
            ),
            (
                "{\"version\": 1, \"findings\": [\n\(entry.replacing("\"ALB301\"", with: "301"))]}",
                "2:10: findings[0].rule: must be a text, is 301"
            ),
        ]
    )
    func refused(_ text: String, _ problem: String) {
        let error = #expect(throws: BaselineError.self) { try Baseline(parsing: Array(text.utf8)) }
        #expect(error?.description == problem)
    }

    @Test("a damaged baseline is refused or says the same; nothing crashes")
    func corruption() throws {
        var random = SeededGenerator(seed: 21)
        let whole = Baseline(of: ReportSample.report([ReportSample.finding(), ReportSample.finding("ALB408", .warn)]))
            .document
        for _ in 0..<2000 {
            var bytes = whole
            let index = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<3, using: &random) {
            case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.removeSubrange(index..<min(bytes.count, index + 3))
            default: bytes.insert(UInt8.random(in: 0...255, using: &random), at: index)
            }
            _ = try? Baseline(parsing: bytes)
        }
        for count in 0..<whole.count - 1 {
            #expect(throws: BaselineError.self) { try Baseline(parsing: Array(whole.prefix(count))) }
        }
    }

    @Test("a baseline may have more entries than any list of an object")
    func large() throws {
        let findings = (0..<20_000).map { ReportSample.finding(value: "\($0)") }
        var report = ReportSample.report(findings)
        #expect(try reread(report).apply(to: &report) == 0)
        #expect(report.findings.isEmpty)
    }
}
