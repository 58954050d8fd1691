import ALBController
import Admission
import JSON
import Kubernetes

/// The rules that a report has findings of, in the order of their ids, as SARIF describes rules.
struct SARIFRules {
    private let rules: [RuleDescription]
    private let indexes: [String: Int]

    init(_ report: CheckReport) {
        var byID: [String: RuleDescription] = [:]
        for finding in report.findings { byID[finding.finding.rule.id] = finding.finding.rule }
        for suppressed in report.suppressed {
            byID[suppressed.finding.finding.rule.id] = suppressed.finding.finding.rule
        }
        rules = byID.values.sorted { $0.id < $1.id }
        indexes = Dictionary(uniqueKeysWithValues: rules.enumerated().map { ($1.id, $0) })
    }

    /// -1, as SARIF has it, for a rule that is not among them.
    func index(of rule: RuleDescription) -> Int { indexes[rule.id] ?? -1 }

    func write(to json: inout JSONWriter) {
        json.beginArray()
        for rule in rules { write(rule, to: &json) }
        json.endArray()
    }

    private func write(_ rule: RuleDescription, to json: inout JSONWriter) {
        json.beginObject()
        json.member("id", rule.id)
        json.member("name", rule.name)
        json.key("shortDescription")
        json.text(rule.summary)
        json.key("fullDescription")
        json.text("\(rule.summary) \(rule.effect)")
        json.key("help")
        json.beginObject()
        json.member("text", Self.help(rule))
        json.member("markdown", Self.markdown(rule))
        json.endObject()
        if let page = rule.sources.first(where: { $0.hasPrefix("https://") }) { json.member("helpUri", page) }
        json.key("defaultConfiguration")
        json.beginObject()
        if rule.severity.isOptional {
            json.key("enabled")
            json.boolean(false)
        }
        json.member("level", Self.level(rule))
        json.endObject()
        json.key("properties")
        json.beginObject()
        json.key("tags")
        json.beginArray()
        for tag in ["kubernetes", "alb"] + rule.kinds.map({ $0.rawValue.lowercased() }) { json.string(tag) }
        json.endArray()
        // What GitHub sorts alerts by that are not about security.
        json.member("problem.severity", Self.level(rule))
        json.endObject()
        json.endObject()
    }

    /// In the default profile.
    private static func level(_ rule: RuleDescription) -> String {
        let usual = rule.severity[.ack]
        return (usual == .off ? rule.severity.strict ?? .warn : usual) == .deny ? "error" : "warning"
    }

    private static func help(_ rule: RuleDescription) -> String {
        "\(rule.effect)\n\nExample: \(rule.example)\n\nFix: \(rule.fix)\n\nSources:\n"
            + rule.sources.map { "* \($0)\n" }.joined()
    }

    private static func markdown(_ rule: RuleDescription) -> String {
        let fence = rule.example.contains("```") ? "````" : "```"
        let sources = rule.sources.map { source in
            "* " + (source.hasPrefix("https://") ? "<\(source)>" : Markdown.escaped(source)) + "\n"
        }
        return "\(Markdown.escaped(rule.effect))\n\n**Example**\n\n\(fence)\n\(rule.example)\n\(fence)\n\n"
            + "**Fix**: \(Markdown.escaped(rule.fix))\n\n**Sources**\n\n\(sources.joined())"
    }
}

private enum Markdown {
    /// Outside of code spans, which the texts of rules have none of.
    static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            if "\\`*_[]<>|#".contains(character) { result += "\\" }
            result.append(character)
        }
    }
}
