package import JSON

/// A core Namespace.
package struct Namespace: Sendable {
    package var metadata: ObjectMeta
    package var shapeProblems: [ShapeProblem]

    package init(_ document: JSONDocument, _ object: JSONNode) {
        var reader = ObjectReader(document)
        metadata = ObjectMeta(reading: &reader, object: object)
        shapeProblems = reader.problems
    }
}
