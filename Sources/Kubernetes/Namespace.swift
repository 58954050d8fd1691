package import JSON

/// A core Namespace.
package struct Namespace: Sendable {
    package var metadata: ObjectMeta
    package var shape: ObjectShape

    package init(_ document: JSONDocument, _ object: JSONNode) {
        var reader = ObjectReader(document)
        metadata = ObjectMeta(reading: &reader, object: object)
        shape = reader.shape
    }
}
