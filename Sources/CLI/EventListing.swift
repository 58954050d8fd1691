import Admission
package import Events
import JSON
import Rules

/// Errors of the controller on paper, with the rules that speak of them.
package enum EventListing {
    static func text(_ search: ErrorSearch, named: [RuleDescription]) -> String {
        var parts = search.found.map(explanation) + named.map(RuleListing.explanation)
        if parts.isEmpty, !search.guesses.isEmpty {
            parts = ["The nearest errors:\n" + search.guesses.map { "  \($0.id): \($0.event)\n" }.joined()]
        }
        return parts.joined(separator: "\n")
    }

    private static func explanation(_ error: ControllerError) -> String {
        var text = "\(error.id)\n" + TextLayout.wrapped(error.event, indent: 2)
        text += "\nMeans\n" + TextLayout.wrapped(error.meaning, indent: 2)
        text += "\nFix\n" + TextLayout.wrapped(error.fix, indent: 2)
        if !error.rules.isEmpty {
            text += "\nSaid at admission by\n"
            for rule in error.rules.compactMap(RuleCatalog.standard.rule) {
                text += TextLayout.wrapped("\(rule.id) \(rule.name): \(rule.summary)", indent: 4, first: "  ")
            }
        }
        if let unseen = error.unseen {
            text += "\nNot seen at admission\n" + TextLayout.wrapped(sentence(unseen), indent: 2)
        }
        return text + "\nSource\n  \(error.source)\n"
    }

    static func json(_ search: ErrorSearch, named: [RuleDescription]) -> String {
        var json = JSONWriter()
        json.beginObject()
        json.key("version")
        json.integer(1)
        json.key("errors")
        json.beginArray()
        for error in search.found { write(error, to: &json) }
        json.endArray()
        json.key("namedRules")
        write(named, to: &json)
        json.key("guesses")
        json.beginArray()
        for error in search.guesses {
            json.beginObject()
            write([("id", error.id), ("event", error.event)], to: &json)
            json.endObject()
        }
        json.endArray()
        json.endObject()
        return String(decoding: json.bytes, as: UTF8.self) + "\n"
    }

    private static func write(_ error: ControllerError, to json: inout JSONWriter) {
        json.beginObject()
        write([("id", error.id), ("event", error.event)], to: &json)
        json.key("rules")
        write(error.rules.compactMap(RuleCatalog.standard.rule), to: &json)
        write([("meaning", error.meaning), ("fix", error.fix)], to: &json)
        if let unseen = error.unseen { write([("unseen", unseen)], to: &json) }
        write([("source", error.source)], to: &json)
        json.endObject()
    }

    private static func write(_ rules: [RuleDescription], to json: inout JSONWriter) {
        json.beginArray()
        for rule in rules {
            json.beginObject()
            write([("id", rule.id), ("name", rule.name)], to: &json)
            json.endObject()
        }
        json.endArray()
    }

    private static func write(_ members: [(StaticString, String)], to json: inout JSONWriter) {
        for (key, value) in members {
            json.key(key)
            json.string(value)
        }
    }

    /// The table in the README.
    package static func markdown(_ errors: [ControllerError]) -> String {
        errors.reduce("| The controller's event | Rule | Not seen at admission |\n|---|---|---|\n") { text, error in
            let unseen = error.unseen.map(sentence) ?? ""
            return text + "| `\(error.event)` | \(error.rules.joined(separator: ", ")) | \(unseen) |\n"
        }
    }

    private static func sentence(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() + "." }
}
