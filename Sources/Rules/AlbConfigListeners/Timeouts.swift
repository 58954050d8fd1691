import ALBController
import Admission
import JSON
import Kubernetes

/// Seconds; 0 is the default.
struct Timeouts: Rule {
    static let description = RuleDescription(
        id: "ALB706",
        name: "timeouts",
        summary: "idleTimeout and requestTimeout must be positive and within the quota.",
        severity: .deny,
        kinds: [.albConfig],
        stopsALB: true,
        effect:
            "A negative value is refused by the controller, too large a one by the cloud; the listener is not created.",
        example: "listeners: [{port: 80, protocol: HTTP, idleTimeout: -5}]",
        fix:
            "Write a number from 1 to 600; the oldest controller takes up to 60 for idleTimeout, 180 for requestTimeout.",
        sources: [PublicSource.listenerProvider, PublicSource.dictionary]
    )

    /// What the oldest controller allows, and the default of the quota, which can be raised up to ``ceiling``.
    static let limits = [(name: "idleTimeout", legacy: 60), (name: "requestTimeout", legacy: 180)]
    private static let quota = 600
    static let ceiling = 3600
    static let beyondCeiling = SeverityTable(ack: .deny, lbc: .warn, legacy: .deny)

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        for listener in review.object.listeners {
            for limit in limits {
                guard let seconds = listener.value[limit.name]?.integer else { continue }
                check(seconds, listener.field.key(limit.name), legacy: limit.legacy, review.profile, &findings)
            }
        }
    }

    /// Whether a number would pass, for text that should be one; true for other fields.
    static func allows(_ seconds: Int, in name: String, _ profile: ControllerProfile) -> Bool {
        guard let limit = limits.first(where: { $0.name == name }) else { return true }
        return (0...most(legacy: limit.legacy, profile)).contains(seconds)
    }

    private static func most(legacy: Int, _ profile: ControllerProfile) -> Int { profile == .legacy ? legacy : quota }

    private static func check(
        _ seconds: Int,
        _ field: FieldPath,
        legacy: Int,
        _ profile: ControllerProfile,
        _ findings: inout FindingCollector
    ) {
        let value = String(seconds)
        let fix = Fix("write a whole number from 1 to \(most(legacy: legacy, profile))")
        if seconds < 0 {
            let effect = "the controller refuses the listener"
            findings.add(field, "\(seconds) is negative", value: value, effect: effect, fix: fix)
        } else if profile == .legacy, seconds > legacy {
            let effect = "this controller refuses the listener"
            let problem = "\(seconds) is more than \(legacy) seconds"
            findings.add(field, problem, value: value, effect: effect, fix: fix)
        } else if seconds > ceiling {
            findings.add(
                field,
                "\(seconds) is more than \(ceiling) seconds",
                value: value,
                effect: "no quota allows that, and the cloud refuses the listener",
                fix: fix,
                severity: beyondCeiling
            )
        } else if seconds > quota {
            findings.advise(
                field,
                "\(seconds) is more than \(quota) seconds",
                value: value,
                effect: "the cloud refuses it unless the quota of the account was raised",
                fix: Fix(fix.text + ", or have the quota raised first")
            )
        }
    }
}
