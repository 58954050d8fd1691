import JSON

/// A warning whose parts are known, so that it can be made shorter without losing what matters.
package struct WarningText: Sendable {
    /// Everything, clean.
    package let full: String
    private let finding: Finding?

    package init(_ finding: Finding) {
        full = finding.message
        self.finding = finding
    }

    /// A sentence, and behind `Fix: ` perhaps another.
    package init(_ text: String) {
        full = PlainText.line(text)
        finding = nil
    }

    /// Without the effect.
    package var brief: String { finding?.briefMessage ?? full }

    /// At most so many characters: first the effect goes, then the ends of place, problem and fix.
    package func fitted(to limit: Int) -> String {
        let brief = brief
        guard brief.unicodeScalars.count > limit else { return brief }
        let (head, problem, fix) = parts
        let start = Self.cutInside(head, to: limit / 3)
        guard !fix.isEmpty else { return start + Self.cut(problem, to: limit - start.unicodeScalars.count) }
        let join = ". Fix: "
        let room = limit - start.unicodeScalars.count - join.unicodeScalars.count - 1
        let forProblem = max(room / 2, room - fix.unicodeScalars.count)
        let shortProblem = Self.cut(problem, to: forProblem)
        let shortFix = Self.cut(fix, to: room - shortProblem.unicodeScalars.count)
        return start + shortProblem + join + shortFix + (shortFix.hasSuffix("...") ? "" : ".")
    }

    private var parts: (head: String, problem: String, fix: String) {
        if let finding {
            let head = "[\(finding.rule.id)] \(finding.place): "
            return (PlainText.line(head), PlainText.line(finding.problem), PlainText.line(finding.fix.text))
        }
        let parts = full.split(separator: ". Fix: ", maxSplits: 1)
        guard let fix = parts.last, parts.count == 2 else { return ("", full, "") }
        return ("", String(parts[0]), String(fix.hasSuffix(".") ? fix.dropLast() : fix))
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
