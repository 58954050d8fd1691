import JSON

/// A warning whose parts are known, so that it can be made shorter without losing what matters.
package struct WarningText: Sendable {
    /// Everything, clean.
    package let full: String
    /// Without the effect.
    package let brief: String
    private let head: String
    private let problem: String
    private let fix: String

    package init(_ finding: Finding) {
        full = finding.message
        brief = finding.briefMessage
        head = PlainText.line("[\(finding.rule.id)] \(finding.place): ")
        problem = PlainText.line(finding.problem)
        fix = PlainText.line(finding.fix.text)
    }

    /// A sentence, and behind `Fix: ` perhaps another.
    package init(_ text: String) {
        full = PlainText.line(text)
        brief = full
        head = ""
        let parts = full.split(separator: ". Fix: ", maxSplits: 1)
        problem = String(parts.first ?? "")
        fix = parts.count == 2 ? String(parts[1].hasSuffix(".") ? parts[1].dropLast() : parts[1]) : ""
    }

    /// At most so many characters: first the effect goes, then the ends of place, problem and fix.
    package func fitted(to limit: Int) -> String {
        guard brief.unicodeScalars.count > limit else { return brief }
        let head = Self.cutInside(head, to: limit / 3)
        guard !fix.isEmpty else { return head + Self.cut(problem, to: limit - head.unicodeScalars.count) }
        let join = ". Fix: "
        let room = limit - head.unicodeScalars.count - join.unicodeScalars.count - 1
        let half = room / 2
        let forProblem = max(half, room - fix.unicodeScalars.count)
        let problem = Self.cut(problem, to: forProblem)
        let fix = Self.cut(fix, to: room - problem.unicodeScalars.count)
        return head + problem + join + fix + (fix.hasSuffix("...") ? "" : ".")
    }

    private static func cut(_ text: String, to limit: Int) -> String {
        guard text.unicodeScalars.count > limit else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.prefix(max(0, limit - 3)))) + "..."
    }

    /// The end of a place is what tells it from others.
    private static func cutInside(_ text: String, to limit: Int) -> String {
        let scalars = text.unicodeScalars
        guard scalars.count > limit else { return text }
        let kept = max(0, limit - 3)
        return String(String.UnicodeScalarView(scalars.prefix(kept / 3))) + "..."
            + String(String.UnicodeScalarView(scalars.suffix(kept - kept / 3)))
    }
}
