import Admission
import JSON
import Manifests

/// What is still to be tried, and what is not to be tried again.
struct FixPlan {
    private struct Tried: Hashable {
        var object: Int
        var key: FixKey
    }

    private struct Quiet: Hashable {
        var file: String
        var object: CheckedObjectName
        var finding: FindingIdentity
    }

    private(set) var refused: [FixResult.Refused] = []
    private var given: Set<Tried> = []
    /// Objects of which one edit at a time is made, as several at once did not do.
    private var single: Set<Int> = []
    /// Objects that may be edited in a round, since others suffered.
    private var limit = Int.max

    /// The edits that do not touch each other.
    mutating func round(on run: CheckRun, _ suppressed: [SuppressedFinding]) -> FixRound {
        let quiet = Set(
            suppressed.map {
                Quiet(file: $0.finding.location.file, object: $0.finding.object, finding: $0.finding.finding.identity)
            }
        )
        var round = FixRound()
        for (index, judged) in run.judged.enumerated() where round.candidates.count < limit {
            var keys: [FixKey] = judged.verdict.mutation?.patch.operations.isEmpty ?? true ? [] : [.defaults]
            for finding in judged.verdict.findings where finding.fix.edit != nil {
                let place = Quiet(
                    file: run.files[judged.object.file].name,
                    object: judged.object.displayName,
                    finding: finding.identity
                )
                if quiet.isEmpty || !quiet.contains(place) { keys.append(.finding(finding.identity)) }
            }
            keys.removeAll { given.contains(Tried(object: index, key: $0)) }
            if let candidate = candidate(index, keys, run) { round.add(candidate, in: judged.object.file) }
        }
        for file in round.edits.keys { round.edits[file]?.sort { $0.range.lowerBound < $1.range.lowerBound } }
        return round
    }

    private mutating func candidate(_ index: Int, _ keys: [FixKey], _ run: CheckRun) -> FixCandidate? {
        guard !keys.isEmpty else { return nil }
        let judged = run.judged[index]
        let file = run.files[judged.object.file]
        let editing = ObjectEditing(
            document: file.documents[judged.object.document],
            node: judged.object.node,
            file: file.bytes
        )
        var candidate = FixCandidate(object: index, keys: [], edits: [])
        for key in keys {
            do throws(FixRefusal) {
                let edits = try editing.changes(for: key, judged.verdict)
                guard !edits.isEmpty, candidate.keys.isEmpty || !Self.touch(edits, candidate.edits) else { continue }
                candidate.keys.append(key)
                candidate.edits += edits
                // What is found is found behind the defaults, and may stand on them.
                if key == .defaults || single.contains(index) { break }
            } catch {
                refuse(Tried(object: index, key: key), run, error.text)
            }
        }
        candidate.edits.sort { $0.range.lowerBound < $1.range.lowerBound }
        return candidate.keys.isEmpty ? nil : candidate
    }

    /// Also those that only meet: two insertions at one place have no order.
    private static func touch(_ edits: [TextEdit], _ others: [TextEdit]) -> Bool {
        edits.contains { edit in
            others.contains {
                $0.range.lowerBound <= edit.range.upperBound && edit.range.lowerBound <= $0.range.upperBound
            }
        }
    }

    /// After a round that has kept its promise.
    mutating func proceed() { limit = limit > Int.max / 2 ? .max : 2 * limit }

    mutating func takeBack(_ round: FixRound, _ proof: FixProof, on run: CheckRun) {
        for candidate in round.candidates {
            guard let objection = proof.objections[candidate.object] else { continue }
            object(to: candidate, objection, run)
        }
        guard proof.objections.isEmpty, let harm = proof.harm else { return }
        if round.candidates.count > 1 {
            limit = round.candidates.count / 2
        } else if let last = round.candidates.first {
            object(to: last, harm, run)
            limit = .max
        }
    }

    mutating func giveUp(_ round: FixRound, on run: CheckRun, _ reason: String) {
        for candidate in round.candidates {
            for key in candidate.keys { refuse(Tried(object: candidate.object, key: key), run, reason) }
        }
    }

    private mutating func object(to candidate: FixCandidate, _ objection: String, _ run: CheckRun) {
        guard candidate.keys.count == 1, let key = candidate.keys.first else {
            single.insert(candidate.object)
            return
        }
        refuse(Tried(object: candidate.object, key: key), run, objection)
    }

    private mutating func refuse(_ tried: Tried, _ run: CheckRun, _ reason: String) {
        guard given.insert(tried).inserted else { return }
        let judged = run.judged[tried.object]
        let (id, text) = judged.words(for: tried.key)
        refused.append(
            FixResult.Refused(
                file: run.files[judged.object.file].name,
                object: judged.object.displayName,
                id: id,
                text: text,
                reason: reason
            )
        )
    }
}

extension FixRound {
    /// Objects come in the order of the text; one whose edits meet those of the object before waits.
    fileprivate mutating func add(_ candidate: FixCandidate, in file: Int) {
        if let last = edits[file]?.last, let first = candidate.edits.first,
            first.range.lowerBound <= last.range.upperBound
        {
            return
        }
        candidates.append(candidate)
        edits[file, default: []] += candidate.edits
    }
}

extension ObjectEditing {
    fileprivate func changes(for key: FixKey, _ verdict: Verdict) throws(FixRefusal) -> [TextEdit] {
        switch key {
        case .defaults: return try changes(for: verdict.mutation?.patch ?? JSONPatch())
        case .finding(let identity):
            guard let edit = verdict.findings.first(where: { $0.identity == identity && $0.fix.edit != nil })?.fix.edit
            else { return [] }
            return try changes(for: edit)
        }
    }
}
