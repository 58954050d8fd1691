import ALBController
import Admission
import Check
import JSON
import Rules
import TestSupport
import Testing

struct SARIFReportTests {
    private func run(_ report: CheckReport, _ invocation: CheckInvocation = ReportSample.invocation) throws -> JSONValue
    {
        let document = try #require(CheckFormat.sarif.document(report, invocation))
        let value = try JSONDocument(parsing: document).value
        #expect(value["version"]?.string == "2.1.0")
        return try #require(value["runs"]?.elements.first)
    }

    @Test("a result names rule, level, file, region, object and field")
    func result() throws {
        let run = try run(
            ReportSample.report([
                ReportSample.finding("ALB408", .warn, file: "./charts/a b.yaml"), ReportSample.finding("ALB301"),
            ])
        )
        #expect(run["columnKind"]?.string == "unicodeCodePoints")
        #expect(run["tool"]?["driver"]?["semanticVersion"]?.string == "1.2.3")
        let rules = try #require(run["tool"]?["driver"]?["rules"]?.elements)
        #expect(rules.map { $0["id"]?.string } == ["ALB301", "ALB408"])
        let results = try #require(run["results"]?.elements)
        #expect(results.map { $0["ruleId"]?.string } == ["ALB408", "ALB301"])
        #expect(results.map { $0["ruleIndex"]?.integer } == [1, 0])
        #expect(results.map { $0["level"]?.string } == ["warning", "error"])
        let message = "Ingress shop/web: spec.rules[0].host: no listener; nothing is served. Fix: add one."
        #expect(results[0]["message"]?["text"]?.string == message)
        let location = try #require(results[0]["locations"]?.elements.first)
        let physical =
            #"{"artifactLocation":{"uri":"charts/a%20b.yaml","uriBaseId":"%SRCROOT%"},"#
            + #""region":{"startLine":3,"startColumn":5,"endLine":3,"endColumn":9}}"#
        #expect(location["physicalLocation"]?.text == physical)
        let logical =
            #"[{"name":"web","fullyQualifiedName":"networking.k8s.io/v1/Ingress/shop/web","kind":"resource"},"#
            + #"{"name":"spec.rules[0].host","#
            + #""fullyQualifiedName":"networking.k8s.io/v1/Ingress/shop/web#spec.rules[0].host","kind":"property"}]"#
        #expect(location["logicalLocations"]?.text == logical)
    }

    @Test("every rule has help, and a page only where its sources name one")
    func rules() throws {
        let findings = RuleCatalog.standard.descriptions.map { ReportSample.finding($0.id) }
        let rules = try #require(try run(ReportSample.report(findings))["tool"]?["driver"]?["rules"]?.elements)
        #expect(rules.count == RuleCatalog.standard.descriptions.count)
        for (rule, written) in zip(RuleCatalog.standard.descriptions, rules) {
            #expect(written["name"]?.string == rule.name)
            #expect(written["shortDescription"]?["text"]?.string == rule.summary)
            #expect(written["help"]?["text"]?.string?.contains(rule.fix) == true)
            #expect(written["help"]?["markdown"]?.string?.contains("**Fix**") == true)
            let page = written["helpUri"]?.string
            #expect(page.map(rule.sources.contains) ?? !rule.sources.contains { $0.hasPrefix("https://") })
            let level = written["defaultConfiguration"]?["level"]?.string
            #expect(level == "error" || rule.severity[.ack] != .deny, "\(rule.id)")
            #expect(level == "warning" || rule.severity[.ack] != .warn, "\(rule.id)")
            #expect((written["defaultConfiguration"]?["enabled"]?.boolean == false) == rule.severity.isOptional)
        }
    }

    @Test("an edit is a fix with the region that goes and the text that comes")
    func fix() throws {
        let start = JSONPosition(line: 3, column: 5)
        let insert = SourceEdit(range: 40..<40, start: start, end: start, text: "x: 1\n")
        let delete = SourceEdit(range: 50..<60, start: start, end: JSONPosition(line: 4, column: 1), text: "")
        let results = try run(ReportSample.report([ReportSample.finding(edits: [insert, delete])]))["results"]
        let fix = try #require(results?.elements.first?["fixes"]?.elements.first)
        #expect(fix["description"]?["text"]?.string == "add one")
        let expected =
            #"[{"deletedRegion":{"startLine":3,"startColumn":5,"endLine":3,"endColumn":5},"#
            + #""insertedContent":{"text":"x: 1\n"}},"#
            + #"{"deletedRegion":{"startLine":3,"startColumn":5,"endLine":4,"endColumn":1}}]"#
        let change = try #require(fix["artifactChanges"]?.elements.first)
        #expect(change["replacements"]?.text == expected)
        #expect(change["artifactLocation"]?["uri"]?.string == "a.yaml")
    }

    @Test("a suppressed finding is a result with its suppression")
    func suppressions() throws {
        let report = ReportSample.report(
            [],
            suppressed: [
                SuppressedFinding(ReportSample.finding(), by: .comment(line: 2, reason: "until May")),
                SuppressedFinding(ReportSample.finding(), by: .comment(line: 2, reason: "")),
                SuppressedFinding(ReportSample.finding(), by: .baseline),
            ]
        )
        let suppressions = try #require(try run(report)["results"]?.elements).map { $0["suppressions"]?.elements[0] }
        #expect(suppressions.map { $0?["kind"]?.string } == ["inSource", "inSource", "external"])
        #expect(
            suppressions.map { $0?["justification"]?.string } == ["until May", nil, "is in the baseline"]
        )
        #expect(suppressions[0]?["location"]?["physicalLocation"]?["region"]?.text == #"{"startLine":2}"#)
    }

    @Test("problems are notifications of an invocation that did not succeed")
    func problems() throws {
        let remark = CheckProblem(file: "a.yaml", position: nil, text: "ignores nothing", isFatal: false)
        let fatal = CheckProblem(file: "b.yaml", position: JSONPosition(line: 1, column: 2), text: "is no YAML")
        let invocation = CheckInvocation(version: "1", exitCode: 3)
        for (problems, isSuccess) in [([], true), ([remark], true), ([remark, fatal], false)] {
            let written = try run(ReportSample.report([], problems: problems), invocation)["invocations"]?.elements[0]
            #expect(written?["executionSuccessful"]?.boolean == isSuccess)
            #expect(written?["exitCode"]?.integer == 3)
            let levels = written?["toolExecutionNotifications"]?.elements.map { $0["level"]?.string } ?? []
            #expect(levels == problems.map { $0.isFatal ? "error" : "warning" })
        }
    }

    @Test("a file is named from the root of the checkout where the check ran in a folder of it")
    func root() throws {
        let invocation = CheckInvocation(version: "1", exitCode: 0, folder: "/srv/repo/deploy", root: "/srv/repo/")
        for (file, uri) in [
            ("a.yaml", "deploy/a.yaml"), ("../b.yaml", "b.yaml"), ("/srv/c.yaml", "file:///srv/c.yaml"),
        ] {
            let result = try run(ReportSample.report([ReportSample.finding(file: file)]), invocation)["results"]
            let place = result?.elements[0]["locations"]?.elements[0]["physicalLocation"]
            #expect(place?["artifactLocation"]?["uri"]?.string == uri)
        }
    }

    @Test(
        "a file is a relative reference below the folder of the run, and a file URI elsewhere",
        arguments: [
            ("a.yaml", nil, "a.yaml", true), ("./x//./a.yaml", nil, "x/a.yaml", true),
            ("/srv/repo/a.yaml", nil, "file:///srv/repo/a.yaml", false),
            ("/srv/repo/x/a.yaml", "/srv/repo", "x/a.yaml", true), ("/srv/repo/a.yaml", "/srv/repo/", "a.yaml", true),
            ("/srv/repository/a.yaml", "/srv/repo", "file:///srv/repository/a.yaml", false),
            ("../a.yaml", "/srv/repo", "file:///srv/a.yaml", false), ("../repo/a.yaml", "/srv/repo", "a.yaml", true),
            ("../../../a.yaml", "/srv/repo", "file:///a.yaml", false),
            ("ü%:#?.yaml", nil, "%C3%BC%25%3A%23%3F.yaml", true), ("<stdin>", "/srv", "%3Cstdin%3E", true),
        ] as [(String, String?, String, Bool)]
    )
    func paths(_ file: String, _ folder: String?, _ uri: String, _ isRelative: Bool) throws {
        let invocation = CheckInvocation(version: "1", exitCode: 0, folder: folder)
        let result = try run(ReportSample.report([ReportSample.finding(file: file)]), invocation)["results"]?.elements[
            0
        ]
        let artifact = result?["locations"]?.elements[0]["physicalLocation"]?["artifactLocation"]
        #expect(artifact?["uri"]?.string == uri)
        #expect(artifact?["uriBaseId"]?.string == (isRelative ? "%SRCROOT%" : nil))
    }
}
