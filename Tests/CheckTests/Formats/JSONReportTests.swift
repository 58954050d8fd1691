import Admission
import Check
import JSON
import TestSupport
import Testing

struct JSONReportTests {
    @Test("a JSON report has every fact in the shape that is documented")
    func whole() throws {
        let start = JSONPosition(line: 3, column: 5)
        let end = JSONPosition(line: 3, column: 9)
        let edit = SourceEdit(range: 40..<44, start: start, end: end, text: "\"80\"")
        var report = ReportSample.report(
            [ReportSample.finding(edits: [edit])],
            suppressed: [
                SuppressedFinding(ReportSample.finding("ALB408", .warn), by: .comment(line: 2, reason: "until May")),
                SuppressedFinding(ReportSample.finding("ALB409", .warn), by: .baseline),
            ],
            problems: [
                CheckProblem(file: "b.yaml", position: JSONPosition(line: 1, column: 2), text: "is no\nYAML"),
                CheckProblem(file: "c.yaml", position: nil, text: "is empty", isFatal: false),
            ],
            files: ["a.yaml", "b.yaml", "c.yaml"]
        )
        report.summary.notJudged = 7
        let place = SourceLocation(file: "a.yaml", start: start, end: end)
        report.notes = [CheckNote(object: ReportSample.web, location: place, text: "gets a class")]
        let document = try #require(CheckFormat.json.document(report, ReportSample.invocation))
        #expect(document.last == UInt8(ascii: "\n"))
        let value = try JSONDocument(parsing: document).value
        let finding = try #require(value["findings"]?.elements.first)
        let print = try #require(finding["fingerprint"]?.string)
        let object =
            #"{"apiVersion":"networking.k8s.io/v1","kind":"Ingress","namespace":"shop","name":"web"}"#
        let location = #"{"file":"a.yaml","line":3,"column":5,"endLine":3,"endColumn":9}"#
        let expected =
            #"{"rule":{"id":"ALB301","name":"listener-missing"},"severity":"deny","#
            + #""message":"no listener; nothing is served","field":"spec.rules[0].host","object":\#(object),"#
            + #""location":\#(location),"fix":"add one","#
            + #""edits":[{"line":3,"column":5,"endLine":3,"endColumn":9,"offset":40,"length":4,"text":"\"80\""}],"#
            + #""fingerprint":"\#(print)"}"#
        #expect(finding.text == expected)
        let suppressed = try #require(value["suppressed"]?.elements)
        #expect(suppressed[0].text.hasSuffix(#","by":"comment","reason":"until May","commentLine":2}"#))
        #expect(suppressed[1].text.hasSuffix(#","by":"baseline"}"#))
        #expect(
            value["notes"]?.text == #"[{"message":"gets a class","object":\#(object),"location":\#(location)}]"#
        )
        let problems =
            #"[{"file":"b.yaml","line":1,"column":2,"message":"is no YAML","fatal":true},"#
            + #"{"file":"c.yaml","message":"is empty","fatal":false}]"#
        #expect(value["problems"]?.text == problems)
        let summary =
            #"{"files":3,"objects":1,"notJudged":7,"denials":1,"warnings":0,"ignored":1,"known":1,"omitted":0,"#
            + #""omittedDenials":0,"defaulted":0}"#
        #expect(value["summary"]?.text == summary)
        #expect(value["version"]?.text == "1")
    }

    @Test("an empty report is a whole document")
    func empty() throws {
        let document = try #require(CheckFormat.json.document(CheckReport(), ReportSample.invocation))
        let text = String(decoding: document, as: UTF8.self)
        #expect(
            text.hasPrefix(
                #"{"version":1,"findings":[],"suppressed":[],"notes":[],"problems":[],"summary":{"files":0,"#
            )
        )
    }

    @Test("the schema is a JSON document without a key twice")
    func schema() throws {
        let schema = try JSONDocument(parsing: Array(CheckReportSchema.text.utf8))
        #expect(schema.duplicateKey == nil)
        #expect(schema.value["$schema"]?.string == "https://json-schema.org/draft/2020-12/schema")
    }
}
