package import JSON

/// A value that has another JSON type than the API's Go struct, so that neither API server nor controller can decode it.
package struct ShapeProblem: Sendable {
    /// The words are those of messages.
    package enum Expected: String, Sendable {
        case string = "a string"
        case integer = "an integer"
        case boolean = "a boolean"
        case list = "a list"
        case object = "an object"
    }

    package var path: FieldPath
    package var expected: Expected
    package var value: JSONValue

    /// Such as "an object".
    package var found: String { value.kind.article }
}
