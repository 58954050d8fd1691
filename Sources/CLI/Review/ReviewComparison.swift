import Admission
import JSON
import Webhook

/// What other settings, or another version, make of the same reviews, by rule.
struct ReviewComparison {
    /// What changes for a review; one can change in several ways.
    enum Change: String, CaseIterable {
        case newlyDenied, noLongerDenied, newlyWarned, noLongerWarned, newlyFilledIn, noLongerFilledIn

        var words: String {
            switch self {
            case .newlyDenied: "newly denied"
            case .noLongerDenied: "no longer denied"
            case .newlyWarned: "newly warned"
            case .noLongerWarned: "no longer warned"
            case .newlyFilledIn: "newly filled in"
            case .noLongerFilledIn: "no longer filled in"
            }
        }
    }

    private struct Changes {
        var count = 0
        /// Objects, each once, the first ones.
        var examples: [String] = []

        mutating func add(_ example: String) {
            count += 1
            if examples.count < ReviewComparison.exampleLimit, !examples.contains(example) { examples.append(example) }
        }
    }

    static let exampleLimit = 5

    /// Rules that one side could not ask: what they say is not compared.
    let ignored: Set<String>
    private(set) var reviews = 0
    /// Reviews that are denied now and were not, and the other way round.
    private(set) var newlyDenied = 0
    private(set) var noLongerDenied = 0
    /// Reviews without anything to compare with.
    var withoutAnswer = 0
    var withoutData = 0
    private var rules: [String: [Change: Changes]] = [:]

    init(ignoring ignored: Set<String> = []) {
        self.ignored = ignored
    }

    /// `example` names the object.
    mutating func add(_ old: RuleAnswer, _ new: RuleAnswer, _ example: String) {
        reviews += 1
        let wasDenied = old.denied.contains { !ignored.contains($0) }
        let isDenied = new.denied.contains { !ignored.contains($0) }
        if isDenied, !wasDenied { newlyDenied += 1 }
        if wasDenied, !isDenied { noLongerDenied += 1 }
        compare(old.denied, new.denied, .newlyDenied, .noLongerDenied, example)
        compare(old.warned, new.warned, .newlyWarned, .noLongerWarned, example)
        compare(old.filledIn, new.filledIn, .newlyFilledIn, .noLongerFilledIn, example)
    }

    private mutating func compare(_ old: [String], _ new: [String], _ more: Change, _ less: Change, _ example: String) {
        guard old != new else { return }
        for id in new where !old.contains(id) && !ignored.contains(id) {
            rules[id, default: [:]][more, default: Changes()].add(example)
        }
        for id in old where !new.contains(id) && !ignored.contains(id) {
            rules[id, default: [:]][less, default: Changes()].add(example)
        }
    }

    func text(_ catalog: RuleCatalog) -> String {
        var text = reviews == 1 ? "1 review" : "\(reviews) reviews"
        text += " compared: \(newlyDenied) newly denied, \(noLongerDenied) no longer denied\n"
        if rules.isEmpty { text += "no rule says anything else\n" }
        for (id, changes) in rules.sorted(by: { $0.key < $1.key }) {
            text += "\n\(id)\(catalog.rule(id).map { " " + $0.name } ?? "")\n"
            for change in Change.allCases {
                guard let found = changes[change] else { continue }
                let words = "  \(change.words)\(TextLayout.spaces(20 - change.words.count))\(found.count)  "
                let more =
                    found.count > found.examples.count && found.examples.count == Self.exampleLimit ? ", ..." : ""
                text += words + PlainText.line(found.examples.joined(separator: ", ")) + more + "\n"
            }
        }
        return text
    }

    /// One JSON document in a line; `against` is what the reviews are compared with.
    func json(_ catalog: RuleCatalog, against: String) -> String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("version", 1)
        writer.member("against", against)
        writer.member("reviews", reviews)
        writer.member("newlyDenied", newlyDenied)
        writer.member("noLongerDenied", noLongerDenied)
        writer.member("withoutAnswer", withoutAnswer)
        writer.member("withoutData", withoutData)
        writer.key("rules")
        writer.beginArray()
        for (id, changes) in rules.sorted(by: { $0.key < $1.key }) {
            writer.beginObject()
            writer.member("id", id)
            writer.member("name", catalog.rule(id)?.name ?? "")
            for change in Change.allCases {
                guard let found = changes[change] else { continue }
                writer.key(change.rawValue)
                writer.beginObject()
                writer.member("reviews", found.count)
                writer.key("examples")
                writer.beginArray()
                for example in found.examples { writer.string(example) }
                writer.endArray()
                writer.endObject()
            }
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self) + "\n"
    }
}
