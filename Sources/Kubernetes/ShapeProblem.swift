/// A value that has another JSON type than the API's Go struct, so that neither API server nor controller can decode it.
package struct ShapeProblem: Hashable, Sendable {
    package var path: FieldPath
    /// Such as "a list".
    package var expected: String
    /// Such as "an object".
    package var found: String
}
