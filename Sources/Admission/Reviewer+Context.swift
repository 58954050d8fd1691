import ALBController

extension Reviewer {
    /// Rules that say nothing because the snapshot does not know a kind they need; said once, never held against anyone.
    package var rulesWithoutContext: [RuleDescription] {
        RuleCatalog.all.map { $0.description }.filter { rule in
            !settings.rules.isOff(rule) && !rule.needs.allSatisfy(snapshot.knows)
        }
    }
}
