import ALBController
package import Admission
import JSON
import Kubernetes

/// The rules on paper: every form is made from their descriptions.
package enum RuleListing {
    /// A line with id, name and severities, and below it what must hold.
    static func text(_ rules: [RuleDescription]) -> String {
        let width = rules.map(\.name.count).max() ?? 0
        return rules.map { rule in
            let levels = ControllerProfile.allCases.map { "\($0.rawValue)=\(rule.severity[$0].rawValue)" }
            let name = rule.name + TextLayout.spaces(width - rule.name.count)
            let columns = [rule.id, name] + levels.map { $0 + TextLayout.spaces(8 - $0.count) }
            return columns.joined(separator: "  ").trimmingEnd + "\n" + TextLayout.wrapped(rule.summary, indent: 8)
        }.joined()
    }

    /// The table in the README.
    package static func markdown(_ rules: [RuleDescription]) -> String {
        var text = "| Rule | Name | Kinds | ack | lbc | legacy | What must hold |\n|---|---|---|---|---|---|---|\n"
        for rule in rules {
            let cells = [
                rule.id, "`\(rule.name)`", kinds(rule), severity(rule, .ack), severity(rule, .lbc),
                severity(rule, .legacy), rule.summary.replacing("|", with: "\\|"),
            ]
            text += "| " + cells.joined(separator: " | ") + " |\n"
        }
        return text
    }

    static func json(_ rules: [RuleDescription]) -> String {
        var json = JSONWriter()
        json.beginObject()
        json.key("version")
        json.integer(1)
        json.key("rules")
        json.beginArray()
        for rule in rules { write(rule, to: &json) }
        json.endArray()
        json.endObject()
        return String(decoding: json.bytes, as: UTF8.self) + "\n"
    }

    static func explanation(_ rule: RuleDescription) -> String {
        var text = "\(rule.id) \(rule.name)\n\n" + TextLayout.wrapped(rule.summary, indent: 2)
        text += "\nWhy\n" + TextLayout.wrapped(rule.effect, indent: 2)
        text += "\nExample\n  \(rule.example)\n"
        text += "\nFix\n" + TextLayout.wrapped(rule.fix, indent: 2) + "\n"
        text += "Judges\n  \(kinds(rule)) on \(rule.operations.map(\.rawValue).joined(separator: ", "))\n"
        if !rule.needs.isEmpty {
            text += "  needs cluster context: \(rule.needs.map(\.rawValue).joined(separator: ", "))\n"
        }
        let levels = ControllerProfile.allCases.map { "\($0.rawValue): \(rule.severity[$0].rawValue)" }
        text += "\nSettings\n  default  \(levels.joined(separator: ", "))"
        if let strict = rule.severity.strict { text += "; preset strict: \(strict.rawValue)" }
        text += "\n  change   {\"rules\": {\"\(rule.id)\": \"deny|warn|off\"}}, or by name \"\(rule.name)\"\n"
        text += "\nSources\n" + rule.sources.map { TextLayout.wrapped($0, indent: 4, first: "  ") }.joined()
        return text
    }

    private static func write(_ rule: RuleDescription, to json: inout JSONWriter) {
        json.beginObject()
        for (key, value) in [("id", rule.id), ("name", rule.name), ("summary", rule.summary)] {
            json.key(key)
            json.string(value)
        }
        json.key("kinds")
        list(rule.kinds.map(\.rawValue), to: &json)
        json.key("operations")
        list(rule.operations.map(\.rawValue), to: &json)
        json.key("severity")
        json.beginObject()
        for profile in ControllerProfile.allCases {
            json.key(profile.rawValue)
            json.string(rule.severity[profile].rawValue)
        }
        json.endObject()
        if let strict = rule.severity.strict {
            json.key("strict")
            json.string(strict.rawValue)
        }
        for (key, value) in [("effect", rule.effect), ("example", rule.example), ("fix", rule.fix)] {
            json.key(key)
            json.string(value)
        }
        json.key("needs")
        list(rule.needs.map(\.rawValue), to: &json)
        json.key("sources")
        list(rule.sources, to: &json)
        json.endObject()
    }

    private static func list(_ texts: [String], to json: inout JSONWriter) {
        json.beginArray()
        for text in texts { json.string(text) }
        json.endArray()
    }

    private static func kinds(_ rule: RuleDescription) -> String {
        rule.kinds.map(\.rawValue).joined(separator: ", ")
    }

    /// With a mark where the preset `strict` differs.
    private static func severity(_ rule: RuleDescription, _ profile: ControllerProfile) -> String {
        let usual = rule.severity[profile]
        let strict = rule.severity.raisedByStrict(profile)
        return usual == strict ? usual.rawValue : "\(usual.rawValue) (strict: \(strict.rawValue))"
    }
}

extension String {
    fileprivate var trimmingEnd: Substring {
        var rest = self[...]
        while rest.last == " " { rest.removeLast() }
        return rest
    }
}
