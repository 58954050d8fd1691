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
        for fixture in try RuleFixture.all() {
            let probe = try FixProbe(fixture)
            for finding in probe.before.findings { expectProof(of: finding, probe, "\(fixture)") }
        }
    }

    /// A fix for one controller is none for another that reads the object differently.
    @Test(arguments: ControllerProfile.allCases)
    func everyFixHoldsForEveryController(_ profile: ControllerProfile) throws {
        for fixture in try RuleFixture.all() {
            let probe = try FixProbe(fixture, profile)
            for finding in probe.before.findings where finding.rule.id == fixture.ruleID {
                expectProof(of: finding, probe, "\(fixture) for \(profile)")
                expectNothingToPaste(finding, "\(fixture) for \(profile)")
            }
        }
    }

    /// Values and paths in all combinations: what a fixture shows alone may be wrong beside something else.
    @Test(arguments: ControllerProfile.allCases)
    func everyFixHoldsBesideOtherFaults(_ profile: ControllerProfile) throws {
        let seed: UInt64 = 1_764_072_000
        var random = SeededGenerator(seed: seed)
        var proven = 0
        for round in 0..<1500 {
            let object = FaultyIngress.json(&random)
            let probe = try FixProbe(object, profile)
            for finding in probe.before.findings {
                expectProof(of: finding, probe, "seed \(seed), round \(round) for \(profile)")
                expectNothingToPaste(finding, "seed \(seed), round \(round) for \(profile)")
                proven += finding.fix.edit == nil ? 0 : 1
            }
        }
        #expect(proven > 200)
    }

    private func expectProof(of finding: Finding, _ probe: FixProbe, _ title: String) {
        let objections = probe.objections(to: finding)
        #expect(objections.isEmpty, "\(title): \(finding.message) \(objections)")
    }

    /// Text in quotes asks to be pasted, so it must be part of an edit that was proven.
    private func expectNothingToPaste(_ finding: Finding, _ title: String) {
        // The fix of ALB214 is for another object, and in the words of the rule that this one breaks.
        guard finding.fix.edit == nil, finding.rule.id != "ALB214" else { return }
        let quotes = finding.fix.text.contains { $0 == "\"" || $0 == "'" }
        #expect(!quotes, "\(title): \(finding.fix.text)")
    }

    @Test func aFixWithoutEditNamesNothingToPaste() throws {
        for fixture in try RuleFixture.all() {
            for finding in try FixProbe(fixture).before.findings where finding.rule.id == fixture.ruleID {
                expectNothingToPaste(finding, "\(fixture)")
            }
        }
    }

    @Test func everyPlaceIsFoundInTheText() throws {
        for fixture in try RuleFixture.all() {
            let probe = try FixProbe(fixture)
            for finding in probe.before.findings {
                let location = probe.object.locate(finding.place, in: probe.object.root)
                let whole = probe.object.range(probe.object.root)
                let range = probe.object.range(of: location)
                #expect(whole.contains(range.lowerBound), "\(fixture): \(finding.place)")
                let field = probe.object.locate(Place(finding.place.field), in: probe.object.root)
                guard finding.place.inner != nil, field.isExact else { continue }
                let outer = probe.object.range(of: field)
                #expect(
                    outer.lowerBound < range.lowerBound && range.upperBound < outer.upperBound,
                    "\(fixture): \(finding.place) is not within its field"
                )
            }
        }
    }
}
