import ALBController
package import Admission

/// What nearly every fault that the model builder finds leads to.
package enum GroupFailure {
    static let effect = "the controller would stop updating every Ingress on this ALB"

    /// For a fault that the controller may not get to.
    static func effect(if reached: Bool) -> String {
        reached ? effect : "once the rule is made " + effect
    }

    /// Whether a finding says that the ALB as a whole is not updated.
    package static func isSaid(by finding: Finding) -> Bool {
        finding.severity == .deny && (finding.rule.stopsALB || finding.effect.hasPrefix(effect))
    }
}

extension SeverityTable {
    /// The severity where the controller is known to get there; at most a warning elsewhere.
    func grade(if reached: Bool) -> SeverityTable {
        guard !reached else { return self }
        return SeverityTable(ack: min(ack, .warn), lbc: min(lbc, .warn), legacy: min(legacy, .warn))
    }
}
