import Admission
import ALBController
import Rules
import TestSupport
import Testing

/// A rule says whether it can deny: one that only warns is not asked where nothing but a denial matters.
struct GravestConditionTests {
    @Test(arguments: [ControllerProfile.ack, .lbc, .legacy], [Preset.default, .strict])
    func noRuleDeniesThatDoesNotSaySo(_ profile: ControllerProfile, _ preset: Preset) throws {
        var seen: Set<String> = []
        for fixture in try RuleFixture.all() {
            let given = try fixture.reviewer()
            var settings = given.settings
            settings.rules = RuleSettings(profile: profile, preset: preset)
            let reviewer = Reviewer(settings: settings, snapshot: given.snapshot)
            let verdict = reviewer.validate(try fixture.request(), now: RuleFixtureTests.now)
            for rule in verdict.denials.map(\.rule) {
                seen.insert(rule.id)
                let tables = [rule.severity, rule.gravest].compactMap(\.self)
                #expect(
                    tables.contains { settings.rules.severity(of: rule, condition: $0) == .deny },
                    "\(fixture) \(rule.id)"
                )
            }
        }
        #expect(seen.count > 20)
    }

    /// What is declared as graver is graver somewhere.
    @Test func aGravestConditionIsGraver() {
        for rule in RuleCatalog.standard.descriptions {
            guard let gravest = rule.gravest else { continue }
            let profiles: [ControllerProfile] = [.ack, .lbc, .legacy]
            let isGraver = profiles.contains { profile in
                gravest[profile] > rule.severity[profile]
                    || gravest.raisedByStrict(profile) > rule.severity.raisedByStrict(profile)
            }
            #expect(isGraver, "\(rule.id)")
        }
    }
}
