import ALBController
import Admission
import JSON
import Kubernetes

/// A value of a JSON type that Go cannot decode, in words.
struct TypeMistake {
    var expected: AlbConfigSchema.FieldType
    var value: JSONValue

    var problem: String { "must be \(name), is \(found)" }

    /// Such as `a string ("15")`.
    var found: String {
        switch value.kind {
        case .string, .number, .boolean: "\(value.kind.article) (\(value.text.clipped))"
        case .null, .array, .object: value.kind.article
        }
    }

    private var name: String {
        switch expected {
        case .string: "a string"
        case .integer: "an integer"
        case .boolean: "a boolean"
        case .integerOrString: "a port number"
        case .object: "an object"
        case .list, .listeners: "a list"
        case .anything: "anything"
        }
    }

    var fix: String {
        switch (expected, value.kind) {
        case (.integer, .string): unquoted { GoText.atoi($0).map(String.init) } ?? "write a whole number"
        case (.boolean, .string): unquoted { GoText.parseBool($0).map(String.init) } ?? "write true or false"
        case (.boolean, _): "write true or false"
        case (.integer, _): "write a whole number"
        case (.integerOrString, _): "write a whole number such as 80"
        case (.string, .number), (.string, .boolean): "write \"\(value.text.clipped)\" in quotes"
        case (.list, .string): "write [\(value.text.clipped)]"
        case (.list, .object), (.listeners, .object): "write a list with this object as its entry"
        default: "write \(name)"
        }
    }

    private func unquoted(_ read: (String) -> String?) -> String? {
        value.string.flatMap(read).map { "write \($0) without quotes" }
    }
}
