import Admission
import JSON
import Manifests

/// The comments of one document, and which of them were of use.
struct IgnoreComments {
    private let file: String
    private let comments: [IgnoreComment]
    private let catalog: RuleCatalog
    private let byLine: [Int: [Int]]
    private var used: Set<Int> = []
    private(set) var problems: [CheckProblem]

    init(_ document: ManifestDocument, _ file: ManifestFile, _ catalog: RuleCatalog) {
        (comments, problems) = IgnoreComment.all(of: document, in: file)
        self.file = file.name
        self.catalog = catalog
        byLine = Dictionary(grouping: comments.indices, by: { [comments] in comments[$0].line })
        for comment in comments {
            for word in comment.rules where catalog.rule(word) == nil {
                remark("there is no rule \(word)\(catalog.hint(word))", at: comment)
            }
        }
    }

    var isEmpty: Bool { comments.isEmpty }

    /// What keeps a finding quiet; `objectLine` is the first of its object.
    mutating func suppression(of finding: Finding, at place: FindingPlace, objectLine: Int) -> Suppression? {
        for index in place.lines.union([objectLine]).sorted().flatMap({ byLine[$0] ?? [] }) {
            let comment = comments[index]
            // Behind the first line of an object it is about that line, above it about the object.
            guard place.lines.contains(comment.line) || comment.position.line < objectLine,
                comment.rules.contains(where: { catalog.rule($0)?.id == finding.rule.id })
            else { continue }
            used.insert(index)
            guard !comment.reason.isEmpty || !finding.rule.stopsALB else {
                remark(
                    "\(finding.rule.id) is about the whole ALB: it is ignored only for a reason that is given",
                    at: comment
                )
                continue
            }
            return .comment(line: comment.position.line, reason: comment.reason)
        }
        return nil
    }

    /// Says which comments found nothing to ignore.
    mutating func finish() {
        for (index, comment) in comments.enumerated() where !used.contains(index) {
            guard comment.rules.contains(where: { catalog.rule($0) != nil }) else { continue }
            remark("nothing to ignore here: \(comment.rules.joined(separator: ", "))", at: comment)
        }
    }

    private mutating func remark(_ text: String, at comment: IgnoreComment) {
        problems.append(CheckProblem(file: file, position: comment.position, text: text, isFatal: false))
    }
}
