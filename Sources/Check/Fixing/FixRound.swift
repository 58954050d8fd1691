import JSON
import Admission
import Manifests

/// Something that can be fixed by an edit.
enum FixKey: Hashable {
    /// The defaults of `/mutate`.
    case defaults
    case finding(FindingIdentity)
}

/// The edits of one object that are made in one round.
struct FixCandidate {
    /// Index among the judged objects of the run.
    var object: Int
    var keys: [FixKey]
    /// In the order of the text.
    var edits: [TextEdit]

    /// What is done, for people.
    func fixes(on run: CheckRun) -> [FixResult.Applied] {
        let judged = run.judged[object]
        return keys.map { key in
            let (id, text) = judged.words(for: key)
            return FixResult.Applied(
                file: run.files[judged.object.file].name,
                object: judged.object.displayName,
                id: id,
                text: text
            )
        }
    }
}

/// One round: what is tried at once.
struct FixRound {
    var candidates: [FixCandidate] = []
    /// By index of the file, in the order of the text.
    var edits: [Int: [TextEdit]] = [:]
}

extension JudgedObject {
    /// The rule or mutation, and what its fix does.
    func words(for key: FixKey) -> (id: String, text: String) {
        switch key {
        case .defaults:
            let ids = verdict.mutation?.applied.joined(separator: ", ") ?? ""
            return (ids, "fill in the default")
        case .finding(let identity):
            let finding = verdict.findings.first { $0.identity == identity }
            return (identity.rule, finding?.fix.text ?? "")
        }
    }
}
