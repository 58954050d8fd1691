package import ALBController
package import Kubernetes

/// All rules that there are, kind by kind; handed to the engine, which names none of them.
package struct RuleCatalog: Sendable {
    package let kinds: [any KindRules]
    /// Each rule once, by id.
    package let descriptions: [RuleDescription]

    package init(_ kinds: [any KindRules]) {
        self.kinds = kinds
        var seen: Set<String> = []
        descriptions = kinds.flatMap(\.descriptions).filter { seen.insert($0.id).inserted }.sorted { $0.id < $1.id }
    }

    package static let empty = RuleCatalog([])

    /// Only the rules for one kind with these ids.
    func only(_ ids: Set<String>, for kind: ObjectKind) -> RuleCatalog {
        RuleCatalog(kinds.filter { $0.kind == kind }.map { $0.only(ids) })
    }

    /// What was meant by something that is no rule, such as `; did you mean listener-missing?`; empty where that is open.
    ///
    /// Another number is another rule, so ids are only put right in their letters.
    package func hint(_ text: String) -> String {
        if let meant = Suggestion.onlyNearest(to: text, in: descriptions.flatMap { [$0.id, $0.name] }) {
            return "; did you mean \(meant)?"
        }
        let found = Suggestion.having(text, in: descriptions.map(\.name))
        return found.isEmpty ? "" : "; did you mean \(NameList(found).asAlternatives)?"
    }

    /// What of the denials of a profile the API server can judge by itself, kind by kind, in the order of the ids.
    package func policies(_ profile: ControllerProfile) -> [KindPolicies] {
        kinds.map { kind in (kind.kind, kind.policies(profile).sorted { $0.rule.id < $1.rule.id }) }
    }

    /// By id or name, without regard to case.
    package func rule(_ text: String) -> RuleDescription? {
        let wanted = text.lowercased()
        return descriptions.first { $0.id.lowercased() == wanted || $0.name == wanted }
    }
}

/// The rules for one kind of object, in the order in which they run.
package protocol KindRules: Sendable {
    var kind: ObjectKind { get }
    var descriptions: [RuleDescription] { get }
    /// The full names of the rules' types, for holding files and catalogue together.
    var typeNames: [String] { get }
    /// What of their denials the API server can judge by itself.
    func policies(_ profile: ControllerProfile) -> [RulePolicy]
    /// Those that the settings leave switched on and whose facts are there, ready to run.
    func prepared(_ context: RuleContext) -> any PreparedRules
    /// Only those with these ids.
    func only(_ ids: Set<String>) -> any KindRules
}

/// ``KindRules`` for what reviews of one type look at.
package struct RulesFor<Review: Reviewing>: KindRules {
    private let rules: [any Rule<Review>.Type]

    package init(_ review: Review.Type, _ rules: [any Rule<Review>.Type]) {
        self.rules = rules
    }

    package var kind: ObjectKind { Review.Object.kind }
    package var descriptions: [RuleDescription] { rules.map { $0.description } }
    package var typeNames: [String] { rules.map { String(reflecting: $0) } }

    package func policies(_ profile: ControllerProfile) -> [RulePolicy] {
        rules.flatMap { rule in rule.policies(profile).map { RulePolicy(rule: rule.description, expression: $0) } }
            .filter { $0.applies(to: profile) }
    }

    package func prepared(_ context: RuleContext) -> any PreparedRules { PreparedRulesFor(rules, context) }
    package func only(_ ids: Set<String>) -> any KindRules {
        RulesFor(Review.self, rules.filter { ids.contains($0.description.id) })
    }

    /// What all the rules say about one object, for a rule that tries what an edit would lead to.
    package func verdict(on review: Review) -> Verdict {
        let context = RuleContext(settings: review.context.settings.rules, snapshot: review.context.snapshot)
        return PreparedRulesFor(rules, context).judge(review)
    }
}
