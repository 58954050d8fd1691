import ALBController
import Admission

/// What nearly every fault that the model builder finds leads to.
enum GroupFailure {
    static let effect = "the controller would stop updating every Ingress on this ALB"

    /// For a fault that the controller may not get to.
    static func effect(if reached: Bool) -> String {
        reached ? effect : "once the rule is made " + effect
    }
}

extension SeverityTable {
    /// The severity where the controller is known to get there; at most a warning elsewhere.
    func grade(if reached: Bool) -> SeverityTable {
        guard !reached else { return self }
        return SeverityTable(ack: min(ack, .warn), lbc: min(lbc, .warn), legacy: min(legacy, .warn))
    }
}
