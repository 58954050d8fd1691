import ALBController
package import Admission
import JSON
package import Kubernetes
import KubernetesClient
import Sockets

/// Reviews that need more than a snapshot.
extension LiveContext {
    /// Confirmations at the same time; beyond it denials that need one become warnings.
    package static let confirmationLimit = 64

    /// Nanoseconds that an answer waits for the API server at most.
    package static let longestConfirmation: UInt64 = 1_000_000_000

    package enum Answer: Sendable {
        case now(Verdict)
        /// It is handed over later.
        case later
    }

    /// Whether the verdict may depend on what was admitted a moment ago; it is judged under a lock then.
    package static func mayRemember(_ request: AdmissionRequest) -> Bool {
        request.kind.kind == ObjectKind.albConfig.rawValue
    }

    /// Judges as `/validate` does: with AlbConfigs that are not in the publication yet, and with a look at the API server
    /// before a denial that rests on other objects.
    ///
    /// `known` is the verdict of the publication's reviewer, if ``mayRemember(_:)`` is false and it was asked already.
    /// `deadline` is a reading of the monotonic clock at which the answer is there, and `now` are seconds since 1970.
    /// `later` is called once, on any thread, after ``Answer/later`` was returned or just before.
    package func validate(
        _ request: AdmissionRequest,
        by publication: Publication,
        known: Verdict? = nil,
        deadline: UInt64,
        now: Int,
        later: @escaping @Sendable (Verdict) -> Void
    ) -> Answer {
        let judged = judge(request, by: publication, known: known, now: now, [])
        var verdict = judged.verdict
        guard let reliance = judged.reliance else {
            note(&verdict, request, publication)
            return .now(verdict)
        }
        var confirmation = DenialConfirmation(verdict, reliance, settled: judged.settled.union(fromFiles(reliance)))
        let step = stale(reliance, confirmation) ?? confirmation.begin()
        guard case .read(let references) = step else {
            return .now(end(step, request, publication) ?? verdict)
        }
        let time = MonotonicClock.now()
        guard time < deadline else {
            return .now(end(confirmation.timedOut(), request, publication) ?? verdict)
        }
        guard confirmations.begin() else {
            let step = confirmation.softened(.busy, "too many denials are being confirmed")
            return .now(end(step, request, publication) ?? verdict)
        }
        let run = ConfirmationRun(confirmation, surroundings(request, now: now), deadline: deadline) {
            [self] verdict, result in
            confirmations.end()
            if let verdict = end(.end(verdict, result), request, self.publication) { later(verdict) }
        }
        run.begin(reading: references, now: time)
        return .later
    }

    private func judge(
        _ request: AdmissionRequest,
        by publication: Publication,
        known: Verdict? = nil,
        now: Int,
        _ changes: [ClusterSnapshot.Change]
    ) -> Judged {
        func judge(_ reviewer: Reviewer, _ changes: [ClusterSnapshot.Change]) -> (Reviewer, Verdict) {
            guard !changes.isEmpty else { return (reviewer, known ?? reviewer.validate(request, now: now)) }
            let reviewer = reviewer.following(reviewer.snapshot.applying(changes))
            return (reviewer, reviewer.validate(request, now: now))
        }
        guard Self.mayRemember(request) else {
            let (reviewer, verdict) = judge(publication.reviewer, changes)
            return Judged(
                verdict: verdict,
                reliance: verdict.isAllowed ? nil : reviewer.reliance(of: verdict, on: request, now: now),
                settled: []
            )
        }
        let judgement = recent.judge(request, by: publication, now: MonotonicClock.now()) { reviewer, remembered in
            // What was read before somebody else changed it is older than what is remembered.
            judge(reviewer, changes.filter { $0.reference.map { !remembered.contains($0) } ?? true })
        }
        let verdict = judgement.verdict
        return Judged(
            verdict: verdict,
            reliance: verdict.isAllowed ? nil : judgement.reviewer.reliance(of: verdict, on: request, now: now),
            settled: judgement.remembered
        )
    }

    private typealias Judged = ConfirmationRun.Judged

    private func surroundings(_ request: AdmissionRequest, now: Int) -> ConfirmationRun.Surroundings {
        let source = reader
        let kinds = configuration.kinds
        return ConfirmationRun.Surroundings(
            read: { reference, deadline, done in
                guard let source, let index = kinds.firstIndex(where: { $0.objectKind == reference.kind }) else {
                    return done(.failed(.unreachable("the context has ended")))
                }
                let name = reference.name
                source.read(index, namespace: name.namespace, name: name.name, deadline: deadline, done)
            },
            judge: { [self] changes in judge(request, by: publication, now: now, changes) },
            queue: confirming
        )
    }

    /// Counts the end of a confirmation and makes the verdict of the answer.
    private func end(
        _ step: DenialConfirmation.Step,
        _ request: AdmissionRequest,
        _ publication: Publication
    ) -> Verdict? {
        guard case .end(var verdict, let result) = step else { return nil }
        confirmations.count(result)
        if verdict.isAllowed, result.isSoftening { recent.remember(request, now: MonotonicClock.now()) }
        note(&verdict, request, publication)
        return verdict
    }

    private func note(_ verdict: inout Verdict, _ request: AdmissionRequest, _ publication: Publication) {
        guard let silence = publication.silence, let kind = ObjectKind(request.kind),
            let note = silence[kind, request.operation],
            publication.reviewer.reasonNotToJudge(request, verdict, as: .validate) == nil
        else { return }
        verdict.notes.append(note)
    }

    /// Ends the confirmation where nobody can say whether the snapshot is still true.
    private func stale(_ reliance: Reliance, _ confirmation: DenialConfirmation) -> DenialConfirmation.Step? {
        let status = status
        let now = MonotonicClock.now()
        for reference in reliance.objects {
            guard let kind = status.kinds.first(where: { $0.kind.objectKind == reference.kind }), !kind.isFromFiles,
                kind.state.freshness == .neverSynced || kind.state.isBeyond(status.staleAfter, now: now)
            else { continue }
            let reason = kind.state.problem?.brief ?? "not read yet"
            return confirmation.softened(.stale, "\(reference) is not known as it is now (\(reason))")
        }
        return nil
    }

    /// What the user has said about kinds that the API server does not give is all that is known about them.
    private func fromFiles(_ reliance: Reliance) -> Set<ObjectReference> {
        let kinds = status.kinds
        return Set(
            reliance.objects.filter { reference in
                kinds.first { $0.kind.objectKind == reference.kind }.map(\.isFromFiles) ?? true
            }
        )
    }
}

extension ConfirmationResult {
    /// Denials became warnings without having been refuted.
    fileprivate var isSoftening: Bool {
        switch self {
        case .confirmed, .gone, .changed: false
        case .failed, .timedOut, .incomplete, .busy, .stale: true
        }
    }
}

extension ClusterSnapshot.Change {
    fileprivate var reference: ObjectReference? {
        switch self {
        case .set(let kind, let value):
            ObjectName(of: value.node, in: value.document).map { ObjectReference(kind, $0) }
        case .removed(let kind, let name): ObjectReference(kind, name)
        case .known, .daemonSet, .removedDaemonSet: nil
        }
    }
}
