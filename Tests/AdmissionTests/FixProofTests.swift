import ALBController
import Admission
import JSON
import Kubernetes
import Rules
import TestSupport
import Testing

/// Every fix is proven: what can be applied is applied and judged again, and what cannot names nothing to paste.
struct FixProofTests {
    @Test func everyEditRemovesItsFindingAndMakesNothingWorse() throws {
        for fixture in try RuleFixture.all() { try prove(FixProbe(fixture), "\(fixture)") { _ in true } }
    }

    /// A fix for one controller is none for another that reads the object differently.
    @Test(arguments: ControllerProfile.allCases)
    func everyEditHoldsForEveryController(_ profile: ControllerProfile) throws {
        for fixture in try RuleFixture.all() {
            try prove(FixProbe(fixture, profile), "\(fixture) for \(profile)") { !Self.unproven.contains($0.id) }
        }
    }

    private func prove(_ probe: FixProbe, _ title: String, _ isProven: (RuleDescription) -> Bool) throws {
        for finding in probe.before.findings where isProven(finding.rule) {
            guard let edit = finding.fix.edit else { continue }
            let name: Comment = "\(title): \(finding.message)"
            guard let after = probe.verdict(after: edit) else {
                Issue.record("the edit does not apply; \(name)")
                continue
            }
            let known = Set(probe.before.findings.map(\.identity))
            #expect(!after.findings.contains { $0.identity == finding.identity }, name)
            let worse = after.findings.filter { $0.severity >= finding.severity && !known.contains($0.identity) }
            #expect(worse.isEmpty, "\(name) leads to \(worse.map(\.message))")
            let again = after.findings.filter { $0.rule === finding.rule && $0.place == finding.place }
            #expect(again.allSatisfy { $0.fix.edit == nil }, "\(name) is not the last word")
        }
    }

    /// Text in quotes asks to be pasted, so it must be part of an edit that was proven.
    @Test func aFixWithoutEditNamesNothingToPaste() throws {
        for fixture in try RuleFixture.all() where !Self.unproven.contains(fixture.ruleID) {
            let findings = try FixProbe(fixture).before.findings
            for finding in findings where finding.rule.id == fixture.ruleID && finding.fix.edit == nil {
                let quotes = finding.fix.text.contains { $0 == "\"" || $0 == "'" }
                #expect(!quotes, "\(fixture): \(finding.fix.text)")
            }
        }
    }

    @Test func everyPlaceIsFoundInTheText() throws {
        for fixture in try RuleFixture.all() {
            let probe = try FixProbe(fixture)
            for finding in probe.before.findings {
                let location = probe.object.locate(finding.place, in: probe.object.root)
                let whole = probe.object.range(probe.object.root)
                #expect(whole.contains(location.range.lowerBound), "\(fixture): \(finding.place)")
                let field = probe.object.locate(Place(finding.place.field), in: probe.object.root)
                guard finding.place.inner != nil, field.isExact else { continue }
                let outer = field.range
                #expect(
                    outer.lowerBound < location.range.lowerBound && location.range.upperBound < outer.upperBound,
                    "\(fixture): \(finding.place) is not within its field"
                )
            }
        }
    }

    /// Rules whose texts still name values without an edit.
    private static let unproven: Set<String> = [
        "ALB100", "ALB101", "ALB102", "ALB103", "ALB104", "ALB105", "ALB201", "ALB202", "ALB203", "ALB204", "ALB205",
        "ALB206", "ALB207", "ALB208", "ALB209", "ALB210", "ALB211", "ALB212", "ALB213", "ALB301", "ALB302", "ALB307",
        "ALB312", "ALB313", "ALB401", "ALB402", "ALB404", "ALB409", "ALB410", "ALB411", "ALB501", "ALB502", "ALB503",
        "ALB504", "ALB505", "ALB508", "ALB509", "ALB601", "ALB602", "ALB603", "ALB604", "ALB605", "ALB606", "ALB607",
        "ALB608", "ALB609", "ALB610", "ALB611", "ALB612", "ALB613", "ALB614", "ALB615", "ALB616", "ALB617", "ALB618",
        "ALB619", "ALB701", "ALB702", "ALB703", "ALB704", "ALB705", "ALB706", "ALB707", "ALB708", "ALB709", "ALB710",
        "ALB711", "ALB712", "ALB713", "ALB714", "ALB715", "ALB716", "ALB717", "ALB801", "ALB802", "ALB803", "ALB804",
    ]
}

/// A fixture's verdict, and what it becomes with another object.
private struct FixProbe {
    let object: JSONDocument
    let before: Verdict
    private let request: AdmissionRequest
    private let reviewer: Reviewer

    init(_ fixture: RuleFixture, _ profile: ControllerProfile? = nil) throws {
        var settings = try fixture.review.settings()
        if let profile { settings.rules.profile = profile }
        reviewer = try Reviewer(settings: settings, snapshot: fixture.review.snapshot())
        request = try fixture.request()
        before = reviewer.validate(request, now: RuleFixtureTests.now)
        let node = try #require(request.object ?? request.oldObject)
        object = try JSONDocument(parsing: Array(request.document.bytes[request.document.range(node)]))
    }

    func verdict(after edit: Edit) -> Verdict? {
        guard request.object != nil, let edited = edit.apply(to: object) else { return nil }
        let patch = JSONPatch([.replace(path: JSONPointer(["request", "object"]), value: edited)])
        guard let bytes = try? patch.apply(to: request.document),
            let request = try? AdmissionReviewDecoder.decode(bytes)
        else { return nil }
        return reviewer.validate(request, now: RuleFixtureTests.now)
    }
}
