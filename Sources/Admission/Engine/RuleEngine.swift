import Kubernetes

/// The rules of all kinds, ready to run.
struct RuleEngine: Sendable {
    private let kinds: [ObjectKind: any PreparedRules]

    init(_ catalog: RuleCatalog, _ context: RuleContext) {
        var kinds: [ObjectKind: any PreparedRules] = [:]
        for rules in catalog.kinds { kinds[rules.kind] = rules.prepared(context) }
        self.kinds = kinds
    }

    func rules(of kind: ObjectKind) -> (any PreparedRules)? { kinds[kind] }

    /// The verdict on an object that is decoded already.
    func judge<Review: Reviewing>(_ review: Review) -> Verdict {
        guard let rules = kinds[Review.Object.kind] as? PreparedRulesFor<Review> else { return Verdict() }
        return rules.judge(review)
    }
}
