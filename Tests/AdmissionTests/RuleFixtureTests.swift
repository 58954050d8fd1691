import Admission
import Kubernetes
import TestSupport
import Testing

struct RuleFixtureTests {
    /// The date that the fixtures' certificates are judged at: 2026-06-01.
    static let now = 1_780_272_000

    @Test(arguments: try RuleFixture.all())
    func answersAsRecorded(_ fixture: RuleFixture) throws {
        let response = try fixture.reviewer().respond(to: fixture.request(), as: .validate, now: Self.now)
        #expect(
            try fixture.expectGolden(response.serialized()),
            "UPDATE_FIXTURES=1 rewrites \(fixture.description)"
        )
    }

    @Test(arguments: try RuleFixture.all())
    func showsWhatItsNameSays(_ fixture: RuleFixture) throws {
        let verdict = try fixture.reviewer().validate(fixture.request(), now: Self.now)
        let fired = verdict.findings.filter { $0.rule.id == fixture.ruleID }
        switch try #require(fixture.role, "a case begins with fires-, passes- or ratchets-") {
        case .fires: #expect(!fired.isEmpty)
        case .passes: #expect(fired.isEmpty)
        case .ratchets:
            #expect(!fired.isEmpty)
            #expect(verdict.isAllowed)
        }
    }
}
