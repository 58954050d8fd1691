import Admission
import JSON
import Webhook

/// What a run over many reviews came to.
struct ReviewSummary {
    private(set) var allowed = 0
    private(set) var denied = 0
    private(set) var warnings = 0
    /// Reviews that were recorded without what a rule would have to look at.
    var withoutData = 0
    /// Pieces of the input that got no answer.
    var unreadable = 0
    /// Reviews by rule or mutation.
    private var rules: [String: Counts] = [:]
    private var filledIn: [String: Int] = [:]

    private struct Counts {
        var denied = 0
        var warned = 0
    }

    var count: Int { allowed + denied }

    mutating func add(_ verdict: Verdict) {
        warnings += verdict.warnings.count
        let answer = RuleAnswer(verdict)
        if answer.isAllowed { allowed += 1 } else { denied += 1 }
        for id in answer.denied { rules[id, default: Counts()].denied += 1 }
        for id in answer.warned { rules[id, default: Counts()].warned += 1 }
        for id in answer.filledIn { filledIn[id, default: 0] += 1 }
    }

    /// A review that is none, whose uid could be read.
    mutating func addInvalid() { denied += 1 }

    var text: String {
        let reviews = count == 1 ? "1 review" : "\(count) reviews"
        let warnings = warnings == 1 ? "1 warning" : "\(warnings) warnings"
        return "\(reviews): \(allowed) allowed, \(denied) denied, \(warnings)"
    }

    /// All counts for people, a line for each rule.
    func table(_ catalog: RuleCatalog) -> String {
        var lines = [text]
        if !rules.isEmpty { lines.append("") }
        let names = rules.keys.sorted().map { id in (id, "\(id) \(catalog.rule(id)?.name ?? "")") }
        let width = names.map(\.1.count).max() ?? 0
        for (id, name) in names {
            let counts = rules[id] ?? Counts()
            let parts = [(counts.denied, "denied"), (counts.warned, "warned")].filter { $0.0 > 0 }
            lines.append(
                "  \(name)\(TextLayout.spaces(width - name.count))  "
                    + parts.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
            )
        }
        if !filledIn.isEmpty { lines.append("") }
        for (id, count) in filledIn.sorted(by: { $0.key < $1.key }) { lines.append("  \(id)  \(count) filled in") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The same as one JSON document in a line.
    func json(_ catalog: RuleCatalog) -> String {
        var writer = JSONWriter()
        writer.beginObject()
        let counts: [(StaticString, Int)] = [
            ("version", 1), ("reviews", count), ("allowed", allowed), ("denied", denied), ("warnings", warnings),
            ("withoutData", withoutData), ("unreadable", unreadable),
        ]
        for (key, count) in counts { writer.member(key, count) }
        writer.key("rules")
        writer.beginArray()
        for (id, counts) in rules.sorted(by: { $0.key < $1.key }) {
            writer.beginObject()
            writer.member("id", id)
            writer.member("name", catalog.rule(id)?.name ?? "")
            writer.member("denied", counts.denied)
            writer.member("warned", counts.warned)
            writer.endObject()
        }
        writer.endArray()
        writer.key("mutations")
        writer.beginArray()
        for (id, count) in filledIn.sorted(by: { $0.key < $1.key }) {
            writer.beginObject()
            writer.member("id", id)
            writer.member("filledIn", count)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self) + "\n"
    }
}
