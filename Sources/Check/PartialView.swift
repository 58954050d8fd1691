import ALBController
import Admission
import Kubernetes

/// Files are seldom all that exists: what is not among them may well be in the cluster.
///
/// A denial that rests on an object that is missing here is a warning, unless all objects of its kind are known.
struct PartialView: Sendable {
    let reviewer: Reviewer
    /// Kinds of which all objects are known.
    let complete: Set<ObjectKind>

    func softened(_ verdict: Verdict, on request: AdmissionRequest, now: Int?) -> Verdict {
        let partial = reviewer.snapshot.knownKinds.subtracting(complete)
        guard !partial.isEmpty else { return verdict }
        var verdict = verdict
        for index in verdict.findings.indices where verdict.findings[index].severity == .deny {
            let finding = verdict.findings[index]
            var alone = Verdict()
            alone.findings = [finding]
            guard let reliance = reviewer.reliance(of: alone, on: request, now: now) else { continue }
            let missing = reliance.objects.first { partial.contains($0.kind) && !reviewer.snapshot.contains($0) }
            guard missing != nil || !reliance.isComplete else { continue }
            verdict.findings[index] = finding.softened
            verdict.findings[index].problem += Self.note(missing)
        }
        verdict.findings = verdict.denials + verdict.findings.filter { $0.severity != .deny }
        return verdict
    }

    private static func note(_ missing: ObjectReference?) -> String {
        guard let missing else { return " (among the objects that were given)" }
        return " (\(missing) is not among the objects that were given)"
    }
}
