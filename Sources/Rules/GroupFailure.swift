/// What nearly every fault that the model builder finds leads to.
enum GroupFailure {
    static let effect = "the controller would stop updating every Ingress on this ALB"

    /// For a fault that the controller may not get to, see ``RuleBuilding``.
    static func effect(if reached: Bool) -> String {
        reached ? effect : "once the rule is made " + effect
    }
}
