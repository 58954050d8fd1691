package import ALBController
package import JSON
package import Kubernetes

/// What decides which rules run, fixed for the life of a ``Reviewer``.
package struct RuleContext: Sendable {
    package var settings: RuleSettings
    package var snapshot: ClusterSnapshot
}

/// The rules of one kind that can say anything under the settings and with the objects at hand.
package protocol PreparedRules: Sendable {
    func validate(
        _ request: AdmissionRequest,
        _ object: JSONNode,
        old: JSONNode?,
        _ reviewer: Reviewer,
        now: Int?
    )
        -> Verdict
}

/// A class, so that it is found by its type without a search for conformances.
final class PreparedRulesFor<Review: Reviewing>: PreparedRules {
    private let creating: [Entry]
    private let updating: [Entry]
    private let deleting: [Entry]

    /// Nothing in it is counted, so that going through the entries costs no more than the checks.
    private struct Entry: Sendable {
        let rule: any Rule<Review>.Type
        let judgesEveryClass: Bool
        let mayDeny: Bool
        /// Of its grading in ``gradings``.
        let grading: Int
    }

    private let gradings: [RuleGrading]

    init(_ rules: [any Rule<Review>.Type], _ context: RuleContext) {
        var creating: [Entry] = []
        var updating: [Entry] = []
        var deleting: [Entry] = []
        var gradings: [RuleGrading] = []
        for rule in rules {
            let description = rule.description
            // Without the kinds that it needs a rule would conclude from what it cannot see.
            guard !context.settings.isOff(description), description.needs.allSatisfy(context.snapshot.knows) else {
                continue
            }
            let grading = RuleGrading(description, context.settings)
            let entry = Entry(
                rule: rule,
                judgesEveryClass: rule.judgesEveryClass,
                mayDeny: grading.mayDeny,
                grading: gradings.count
            )
            gradings.append(grading)
            for operation in description.operations {
                switch operation {
                case .create: creating.append(entry)
                case .update: updating.append(entry)
                case .delete: deleting.append(entry)
                case .connect: break
                }
            }
        }
        self.creating = creating
        self.updating = updating
        self.deleting = deleting
        self.gradings = gradings
    }

    func validate(
        _ request: AdmissionRequest,
        _ object: JSONNode,
        old: JSONNode?,
        _ reviewer: Reviewer,
        now: Int?
    )
        -> Verdict
    {
        judge(Review(request.operation, request.document, object, old: old, reviewer.context(of: request, now: now)))
    }

    /// The verdict of all rules, with the ratchet and the guard of deletions applied.
    func judge(_ review: Review) -> Verdict {
        if review.isNewcomer {
            return judge(Review(creating: review.object, review.context))
        }
        var found = findings(review)
        var softened = 0
        if review.operation == .update, found.hasDenial, let stored = review.stored {
            softened = Ratchet.apply(to: &found, known: findings(stored))
        }
        if review.operation == .delete, DeletionGuard.mustPass(review.object.metadata, review.context) {
            found.soften()
        }
        if review.object.isSpeltOtherwise { found.respell(review.object.written) }
        return Verdict(found, softened: softened)
    }

    /// The denials of an object that is to be created; rules that only warn are not asked.
    func denials(of review: Review) -> [Finding] {
        var found = findings(review, creating, denialsOnly: true)
        if review.object.isSpeltOtherwise { found.respell(review.object.written) }
        return found.findings.filter { $0.severity == .deny }
    }

    private func findings(_ review: Review) -> FindingCollector { findings(review, entries(review.operation)) }

    private func findings(_ review: Review, _ entries: [Entry], denialsOnly: Bool = false) -> FindingCollector {
        var collector = FindingCollector(gradings)
        let isTaken = review.isTaken
        for entry in entries where (isTaken || entry.judgesEveryClass) && (entry.mayDeny || !denialsOnly) {
            collector.begin(entry.grading)
            entry.rule.check(review, &collector)
        }
        return collector
    }

    private func entries(_ operation: Operation) -> [Entry] {
        switch operation {
        case .create: creating
        case .update: updating
        case .delete: deleting
        case .connect: []
        }
    }
}
