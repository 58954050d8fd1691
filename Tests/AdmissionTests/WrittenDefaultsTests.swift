import ALBController
import Admission
import Rules
import TestSupport
import Testing

/// Whoever writes the documented default of a rule into the configuration changes nothing by it.
struct WrittenDefaultsTests {
    private struct Line: Hashable {
        var rule: String
        var severity: Severity
        var place: String
        var value: String

        init(_ finding: Finding) {
            rule = finding.rule.id
            severity = finding.severity
            place = finding.place.description
            value = finding.value
        }
    }

    private static func writingDefaults(into settings: Settings) -> Settings {
        var written = settings
        for rule in RuleCatalog.standard.descriptions where settings.rules.overrides[rule.id] == nil {
            let standard = settings.rules.severity(of: rule, condition: rule.severity)
            // What only `strict` switches on is documented by that word, and not as off.
            guard standard != .off || settings.rules.preset != .strict else { continue }
            written.rules.overrides[rule.id] = standard
        }
        return written
    }

    @Test(.namesItsCase, arguments: Preset.allCases)
    func changeNoVerdict(_ preset: Preset) throws {
        for profile in ControllerProfile.allCases {
            forEachCase(of: try RuleFixture.all()) { fixture in
                let given = try fixture.reviewer()
                var settings = given.settings
                settings.rules.preset = preset
                settings.rules.profile = profile
                let request = try fixture.request()
                let plain = Reviewer(settings: settings, snapshot: given.snapshot)
                let written = Reviewer(settings: Self.writingDefaults(into: settings), snapshot: given.snapshot)
                let expected = plain.validate(request, now: RuleFixtureTests.now).findings.map(Line.init)
                let found = written.validate(request, now: RuleFixtureTests.now).findings.map(Line.init)
                #expect(found == expected, "\(profile)")
            }
        }
    }
}
