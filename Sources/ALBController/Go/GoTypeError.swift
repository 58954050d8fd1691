package import JSON

/// A value of a type that the Go struct has no room for, `json.UnmarshalTypeError`.
package struct GoTypeError: Error, Hashable, Sendable {
    package var path: JSONPointer
    /// The Go names from the outermost struct on, joined by dots; empty outside of any struct.
    package var goField: String
    /// The innermost struct.
    package var goStruct: String?
    package var goType: String
    package var kind: JSONKind
    /// The source text, shortened.
    package var value: String

    /// What a user would have to write.
    package var expected: String {
        if goType.hasPrefix("[]") { return "a list" }
        switch goType {
        case "string": return "a string"
        case "int": return "an integer"
        case "bool": return "a boolean"
        default: return "an object"
        }
    }
}

extension GoTypeError: CustomStringConvertible {
    /// The text that stands in the controller's event.
    package var description: String {
        let place = goStruct.map { "Go struct field \($0).\(goField) of type" } ?? "Go value of type"
        return "json: cannot unmarshal \(valueWord) into \(place) \(goType)"
    }

    private var valueWord: String {
        switch kind {
        case .number: goType == "int" ? "number \(value)" : "number"
        case .boolean: "bool"
        case .null: "null"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}
