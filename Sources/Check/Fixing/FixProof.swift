import Admission
import JSON
import Manifests

/// Whether the edits of a round do what they promise: each finding is gone, and nothing new and as bad is there.
struct FixProof {
    /// By index of the judged object; of objects that were edited.
    private(set) var objections: [Int: String] = [:]
    /// What became worse of an object that was not edited, or of a file; nobody knows by which edit.
    private(set) var harm: String?

    var holds: Bool { objections.isEmpty && harm == nil }

    init(of round: FixRound, before: CheckRun, after: CheckRun) {
        let isWorse = zip(before.files, after.files).contains { $0.problems.count < $1.problems.count }
        guard !isWorse, after.judged.count == before.judged.count, after.objects.count == before.objects.count else {
            harm = "the file would not be read as before"
            return
        }
        var edited: Set<Int> = []
        for candidate in round.candidates {
            edited.insert(candidate.object)
            let judged = before.judged[candidate.object]
            if let text = Self.objection(to: candidate, judged, after.judged[candidate.object]) {
                objections[candidate.object] = text
            }
        }
        for (index, (old, new)) in zip(before.judged, after.judged).enumerated() where !edited.contains(index) {
            guard let denial = Self.new(in: new.verdict, old.verdict, atLeast: .deny) else { continue }
            let name = "\(new.object.displayName.kind) \"\(new.object.name)\""
            harm = "it would lead to [\(denial.rule.id)] in \(name)"
            return
        }
    }

    private static func objection(to candidate: FixCandidate, _ old: JudgedObject, _ new: JudgedObject) -> String? {
        let left = Set(new.verdict.findings.map(\.identity))
        var least = Severity.deny
        var takes = false
        for key in candidate.keys {
            switch key {
            case .defaults:
                guard new.verdict.mutation?.patch.operations.isEmpty ?? true else {
                    return "a default would be filled in again"
                }
            case .finding(let identity):
                guard !left.contains(identity) else { return "the finding would stay" }
                takes = takes || takingRules.contains(identity.rule)
                if let finding = old.verdict.findings.first(where: { $0.identity == identity }) {
                    least = min(least, finding.severity)
                }
            }
        }
        // What an Ingress has besides was not looked at before it had a class.
        guard let worse = Self.new(in: new.verdict, old.verdict, atLeast: takes ? .deny : least) else { return nil }
        return "it would lead to [\(worse.rule.id)] \(worse.place)"
    }

    /// Rules whose fix makes an Ingress one of ALB's.
    private static let takingRules: Set<String> = ["ALB201", "ALB202", "ALB203"]

    private static func new(in new: Verdict, _ old: Verdict, atLeast severity: Severity) -> Finding? {
        guard new.findings.contains(where: { $0.severity >= severity }) else { return nil }
        let known = Set(old.findings.map(\.identity))
        // Findings beyond those that were listed come up when there is room.
        let unlisted = Set(old.omitted.map(\.rule.id))
        return new.findings.first {
            $0.severity >= severity && !known.contains($0.identity) && !unlisted.contains($0.rule.id)
        }
    }
}
