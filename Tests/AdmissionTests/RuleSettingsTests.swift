import ALBController
import Admission
import Kubernetes
import Testing

/// What a rule's severity is: its table by profile, then the preset, then what is set for the rule itself.
struct RuleSettingsTests {
    private static let mixed = SeverityTable(ack: .deny, lbc: .warn, legacy: .off, strict: .deny)
    private static let asleep = SeverityTable(ack: .off, lbc: .off, legacy: .off, strict: .warn)

    private static func rule(_ table: SeverityTable) -> RuleDescription {
        RuleDescription(
            id: "ALB999",
            name: "test",
            summary: "",
            severity: table,
            kinds: [.ingress],
            effect: "",
            example: "",
            fix: "",
            sources: []
        )
    }

    @Test(
        arguments: [
            (.deny, .advisory, [.warn, .warn, .warn]), (.deny, .default, [.deny, .deny, .deny]),
            (.deny, .strict, [.deny, .deny, .deny]), (.warn, .strict, [.warn, .warn, .warn]),
            (.off, .strict, [.off, .off, .off]), (.warnStrictlyDeny, .advisory, [.warn, .warn, .warn]),
            (.warnStrictlyDeny, .default, [.warn, .warn, .warn]), (.warnStrictlyDeny, .strict, [.deny, .deny, .deny]),
            (mixed, .advisory, [.warn, .warn, .off]), (mixed, .default, [.deny, .warn, .off]),
            (mixed, .strict, [.deny, .deny, .off]), (asleep, .default, [.off, .off, .off]),
            (asleep, .strict, [.warn, .warn, .warn]),
        ] as [(SeverityTable, Preset, [Severity])]
    )
    func followsProfileAndPreset(_ table: SeverityTable, _ preset: Preset, _ expected: [Severity]) {
        let rule = Self.rule(table)
        for (profile, severity) in zip(ControllerProfile.allCases, expected) {
            let settings = RuleSettings(profile: profile, preset: preset)
            #expect(settings.severity(of: rule, condition: table) == severity, "\(profile)")
            for own in Severity.allCases {
                let overridden = RuleSettings(profile: profile, preset: preset, overrides: ["ALB999": own])
                #expect(overridden.severity(of: rule, condition: table) == own)
                #expect(overridden.isOff(rule) == (own == .off))
            }
        }
    }

    /// A condition that is milder than its rule, made a denial for the rule as a whole, is one too.
    @Test func aSettingForTheRuleCoversItsConditions() {
        let settings = RuleSettings(overrides: ["ALB999": .deny])
        #expect(settings.severity(of: Self.rule(.deny), condition: .warn) == .deny)
        #expect(RuleSettings().severity(of: Self.rule(.deny), condition: .warn) == .warn)
    }
}
