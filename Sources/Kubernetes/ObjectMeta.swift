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
        let path = FieldPath.metadata
        let metadata = reader.object("metadata", of: object, FieldPath.root)
        var fields = Fields()
        if let metadata { fields.read(reader.document, metadata) }
        func text(_ value: JSONNode?, _ name: @autoclosure () -> String) -> String? {
            reader.text(value, path.key(name())).flatMap { reader.document.string($0) }
        }
        name = text(fields.name, "name") ?? ""
        generateName = text(fields.generateName, "generateName") ?? ""
        namespace = text(fields.namespace, "namespace") ?? ""
        uid = text(fields.uid, "uid") ?? ""
        isTerminating = reader.text(fields.deletionTimestamp, path.key("deletionTimestamp")) != nil
        creationTimestamp = text(fields.creationTimestamp, "creationTimestamp") ?? ""
        annotations = Annotations(reading: &reader, "annotations", fields.annotations)
        labels = Annotations(reading: &reader, "labels", fields.labels)
    }

    /// The name, or while it is not generated yet what it will begin with.
    package var nameOrPrefix: String { name.isEmpty ? generateName : name }
}

/// Where the fields stand, found in one pass.
private struct Fields {
    var name, generateName, namespace, uid, deletionTimestamp, creationTimestamp, annotations, labels: JSONNode?

    mutating func read(_ document: JSONDocument, _ metadata: JSONNode) {
        document.eachMember(of: metadata) { key, value in
            if key == "name" {
                name = value
            } else if key == "namespace" {
                namespace = value
            } else if key == "uid" {
                uid = value
            } else if key == "annotations" {
                annotations = value
            } else if key == "labels" {
                labels = value
            } else if key == "creationTimestamp" {
                creationTimestamp = value
            } else if key == "deletionTimestamp" {
                deletionTimestamp = value
            } else if key == "generateName" {
                generateName = value
            }
        }
    }
}
