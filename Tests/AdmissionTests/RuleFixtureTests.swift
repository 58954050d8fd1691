import Admission
import TestSupport
import Testing

struct RuleFixtureTests {
    /// The date that the fixtures' certificates are judged at: 2026-06-01.
    static let now = 1_780_272_000

    /// With `UPDATE_FIXTURES` it records anew, but nothing that the name of the file contradicts.
    @Test(.namesItsCase) func findsWhatIsRecordedAndWhatItsNameSays() throws {
        forEachCase(of: try RuleFixture.all()) { fixture in
            let verdict = try fixture.reviewer().validate(fixture.request(), now: Self.now)
            let objection = try fixture.objection(to: verdict, now: Self.now)
            #expect(objection == nil)
            let findings = verdict.findings.map(FindingRecord.init)
            if SavedReview.updates, objection == nil { try fixture.record(findings) }
            guard !SavedReview.updates else { return }
            let recorded = try fixture.findings()
            #expect(findings == recorded, "UPDATE_FIXTURES=1 records what is found now")
        }
    }
}
