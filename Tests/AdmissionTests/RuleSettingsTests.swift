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
                let wanted = severity == .off && !table.isOptional ? .off : own
                #expect(overridden.severity(of: rule, condition: table) == wanted, "\(profile) \(own)")
                #expect(overridden.isOff(rule) == (own == .off))
            }
        }
    }

    /// Conditions that are milder or graver than their rule: a setting below the rule's severity is a ceiling for all,
    /// one above it raises only what has the rule's own, and one that equals it changes nothing.
    @Test(
        arguments: [
            (.deny, .warn, .deny, .warn), (.deny, .warn, .warn, .warn), (.deny, .warn, .off, .off),
            (.warn, .deny, .warn, .deny), (.warn, .deny, .deny, .deny), (.warn, .deny, .off, .off),
            (.warn, .warn, .deny, .deny), (.warn, .off, .deny, .off), (.deny, .deny, .warn, .warn),
            (mixed, .warn, .warn, .warn), (.warn, mixed, .off, .off),
        ] as [(SeverityTable, SeverityTable, Severity, Severity)]
    )
    func aSettingIsACeiling(_ own: SeverityTable, _ condition: SeverityTable, _ set: Severity, _ expected: Severity) {
        let settings = RuleSettings(overrides: ["ALB999": set])
        #expect(settings.severity(of: Self.rule(own), condition: condition) == expected)
    }

    /// Off for one controller means that it does not apply there, whatever is set.
    @Test func whatIsOffInAProfileStaysOff() {
        let settings = RuleSettings(profile: .legacy, overrides: ["ALB999": .deny])
        #expect(settings.severity(of: Self.rule(Self.mixed), condition: Self.mixed) == .off)
    }
}
