import Admission
import JSON

/// The mutations on paper, as ``RuleListing`` has the rules.
enum MutationListing {
    static func explanation(_ mutation: MutationDescription) -> String {
        var text = "\(mutation.id) \(mutation.name)\n\n" + TextLayout.wrapped(mutation.summary, indent: 2)
        text += "\nWhy\n" + TextLayout.wrapped(mutation.effect, indent: 2)
        text += "\nExample\n  \(mutation.example)\n"
        text += "\nNothing is filled in where\n"
        for exception in mutation.exceptions { text += TextLayout.wrapped(exception, indent: 4, first: "  - ") }
        text += "\nSettings\n"
        let column = mutation.settings.map(\.value.count).max() ?? 0
        for (value, meaning) in mutation.settings {
            let first = "  " + value + TextLayout.spaces(column + 2 - value.count)
            text += TextLayout.wrapped(meaning, indent: column + 4, first: first)
        }
        text += "\nSources\n" + mutation.sources.map { TextLayout.wrapped($0, indent: 4, first: "  ") }.joined()
        return text
    }

    static func json(_ mutation: MutationDescription) -> String {
        var json = JSONWriter()
        json.beginObject()
        json.key("version")
        json.integer(1)
        json.key("mutations")
        json.beginArray()
        json.beginObject()
        let texts = [
            ("id", mutation.id), ("name", mutation.name), ("summary", mutation.summary), ("effect", mutation.effect),
            ("example", mutation.example),
        ]
        for (key, value) in texts {
            json.key(key)
            json.string(value)
        }
        for (key, list) in [("exceptions", mutation.exceptions), ("sources", mutation.sources)] {
            json.key(key)
            json.beginArray()
            for text in list { json.string(text) }
            json.endArray()
        }
        json.endObject()
        json.endArray()
        json.endObject()
        return String(decoding: json.bytes, as: UTF8.self) + "\n"
    }
}
