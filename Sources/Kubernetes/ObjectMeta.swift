package import JSON

/// `metadata`, as far as it matters here.
package struct ObjectMeta: Sendable {
    package var name: String
    package var generateName: String
    package var namespace: String
    package var uid: String
    package var isTerminating: Bool
    package var creationTimestamp: String
    package var annotations: Annotations
    package var labels: Annotations

    package init(reading reader: inout ObjectReader, object: JSONNode) {
        let path = FieldPath("metadata")
        let metadata = reader.object("metadata", of: object, FieldPath.root)
        func text(_ field: StaticString, _ reader: inout ObjectReader) -> String? {
            metadata.flatMap { reader.string(field, of: $0, path) }
        }
        name = text("name", &reader) ?? ""
        generateName = text("generateName", &reader) ?? ""
        namespace = text("namespace", &reader) ?? ""
        uid = text("uid", &reader) ?? ""
        isTerminating = text("deletionTimestamp", &reader) != nil
        creationTimestamp = text("creationTimestamp", &reader) ?? ""
        annotations = Annotations(reading: &reader, "annotations", of: metadata)
        labels = Annotations(reading: &reader, "labels", of: metadata)
    }

    /// The name, or while it is not generated yet what it will begin with.
    package var nameOrPrefix: String { name.isEmpty ? generateName : name }
}
