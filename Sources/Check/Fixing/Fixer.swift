import Documents
package import Manifests

/// Carries out the proven fixes of a check in the text of its files, and the defaults that `/mutate` would fill in.
///
/// In rounds: of each object the edits that do not touch each other are made, all is judged again, and what does not
/// keep its promise is taken back.
package struct Fixer {
    /// Judgements at most; each one makes an edit, or finds one that cannot be made.
    static let judgementLimit = 64

    private let judge: ([ManifestFile]) -> CheckRun
    private let suppressed: (CheckRun) -> [SuppressedFinding]

    /// - Parameters:
    ///   - judge: Judges the same files with other contents.
    ///   - suppressed: What a comment or the baseline keeps quiet, and so stays as it is.
    package init(
        judge: @escaping ([ManifestFile]) -> CheckRun,
        suppressed: @escaping (CheckRun) -> [SuppressedFinding] = { $0.report().suppressed }
    ) {
        self.judge = judge
        self.suppressed = suppressed
    }

    package func fix(_ first: CheckRun) -> FixResult {
        var result = FixResult(run: first)
        var texts = first.files.map { EditedText($0.bytes) }
        var plan = FixPlan()
        var judgements = 0
        while true {
            let round = plan.round(on: result.run, suppressed(result.run))
            guard !round.candidates.isEmpty else { break }
            guard judgements < Self.judgementLimit else {
                plan.giveUp(round, on: result.run, "not tried: \(Self.judgementLimit) rounds were not enough")
                break
            }
            judgements += 1
            var changed = texts
            for (file, edits) in round.edits { changed[file].apply(edits) }
            let files = result.run.files.enumerated().map { index, file in
                round.edits[index] == nil
                    ? file : ManifestReader.read(InputFiles.File(name: file.name, bytes: changed[index].bytes))
            }
            let run = judge(files)
            let proof = FixProof(of: round, before: result.run, after: run)
            if proof.holds {
                result.applied += round.candidates.flatMap { $0.fixes(on: result.run) }
                (texts, result.run) = (changed, run)
                plan.proceed()
            } else {
                plan.takeBack(round, proof, on: result.run)
            }
        }
        result.refused = plan.refused
        for (index, text) in texts.enumerated() where text.bytes != text.original {
            result.files.append(
                FixedFile(name: first.files[index].name, old: text.original, new: text.bytes, changes: text.changes)
            )
        }
        return result
    }
}
