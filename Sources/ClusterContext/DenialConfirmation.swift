package import ALBController
package import Admission
package import KubernetesClient

/// Finds out whether a denial that rests on other objects stands: reads them, judges again, at most twice.
///
/// A value without a connection or a clock; it says what is to be done next.
package struct DenialConfirmation: Sendable {
    package enum Step: Sendable {
        /// Read these; hand over each with ``read(_:_:)``.
        case read([ObjectReference])
        /// Judge with these changes, and hand over the result with ``judged(_:_:settled:)``.
        case judge([ClusterSnapshot.Change])
        case end(Verdict, ConfirmationResult)
    }

    /// Reads of the same denial, one after the other: what is changed may lead to other objects.
    package static let rounds = 2

    private var verdict: Verdict
    private var reliance: Reliance
    /// Objects that need no read, and those that were read.
    private var settled: Set<ObjectReference>
    private var waiting: Set<ObjectReference> = []
    private var changes: [ClusterSnapshot.Change] = []
    private var round = 0
    private var isOneGone = false

    /// `settled` are objects of which nobody could say more.
    package init(_ verdict: Verdict, _ reliance: Reliance, settled: Set<ObjectReference>) {
        self.verdict = verdict
        self.reliance = reliance
        self.settled = settled
    }

    package mutating func begin() -> Step {
        guard reliance.isComplete else {
            return softened(.incomplete, "they are more than \(Reliance.limit) objects, or cannot be named")
        }
        let open = reliance.objects.filter { !settled.contains($0) }
        guard let first = open.first else { return .end(verdict, .confirmed) }
        guard round < Self.rounds else { return softened(.incomplete, "\(first) changes right now") }
        round += 1
        waiting = Set(open)
        return .read(open)
    }

    /// Nil while others are to come.
    package mutating func read(_ reference: ObjectReference, _ result: APIRead) -> Step? {
        guard waiting.remove(reference) != nil else { return nil }
        switch result {
        case .found(let value): changes.append(.set(reference.kind, value))
        case .absent:
            changes.append(.removed(reference.kind, reference.name))
            isOneGone = true
        case .failed(let problem):
            waiting = []
            return softened(.failed, "\(reference) cannot be read: \(problem.brief)")
        }
        settled.insert(reference)
        return waiting.isEmpty ? .judge(changes) : nil
    }

    /// `reliance` is the new verdict's, nil when no denial rests on other objects; `settled` are further objects that
    /// need no read.
    package mutating func judged(
        _ verdict: Verdict,
        _ reliance: Reliance?,
        settled more: Set<ObjectReference> = []
    ) -> Step {
        self.verdict = verdict
        settled.formUnion(more)
        guard let reliance else { return .end(verdict, isOneGone ? .gone : .changed) }
        self.reliance = reliance
        return begin()
    }

    /// The time is over; nothing else may be handed over afterwards.
    package mutating func timedOut() -> Step {
        let first = waiting.min().map { "\($0) was not read in time" }
        return softened(.timedOut, first ?? "there was no time left")
    }

    package func softened(_ result: ConfirmationResult, _ reason: String) -> Step {
        .end(Self.soften(verdict, reliance, reason), result)
    }

    /// What cannot be confirmed does not deny.
    package static func soften(_ verdict: Verdict, _ reliance: Reliance, _ reason: String) -> Verdict {
        let rules = reliance.rules.sorted()
        let names = rules.count > 3 ? "\(rules[0]) and \(rules.count - 1) more rules" : rules.joined(separator: ", ")
        let verb = rules.count == 1 ? "warns" : "warn"
        return verdict.softening(
            reliance,
            note: "not confirmed with the API server: \(reason); so \(names) only \(verb)"
        )
    }
}
