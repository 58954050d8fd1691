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

    /// What would deny the creation of an object that is decoded already.
    func denials<Review: Reviewing>(of review: Review) -> [Finding] {
        (kinds[Review.Object.kind] as? PreparedRulesFor<Review>)?.denials(of: review) ?? []
    }

    /// The verdict on an object that is decoded already.
    func judge<Review: Reviewing>(_ review: Review) -> Verdict {
        guard let rules = kinds[Review.Object.kind] as? PreparedRulesFor<Review> else { return Verdict() }
        return rules.judge(review)
    }
}
