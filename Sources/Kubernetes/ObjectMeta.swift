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

/// A map of strings, `metadata.annotations` or `metadata.labels`, decoded value by value on demand.
package struct Annotations: Sendable {
    package let document: JSONDocument
    package let node: JSONNode?

    init(document: JSONDocument, node: JSONNode?) {
        self.document = document
        self.node = node
    }

    init(reading reader: inout ObjectReader, _ name: StaticString, of metadata: JSONNode?) {
        let path = FieldPath("metadata")
        document = reader.document
        node = metadata.flatMap { reader.object(name, of: $0, path) }
        guard let node else { return }
        for (key, value) in document.members(node) {
            let kind = document.kind(value)
            guard kind != .string, kind != .null else { continue }
            reader.mismatch(path.key("\(name)").key(document.string(key) ?? ""), .string, value)
        }
    }

    /// The exact value; a null reads as the empty string, as Go decodes it.
    package subscript(name: StaticString) -> String? {
        node.flatMap { document.member(name, of: $0) }.flatMap(text)
    }

    package subscript(name: String) -> String? {
        node.flatMap { document.member(name, of: $0) }.flatMap(text)
    }

    package func contains(_ name: StaticString) -> Bool { self[name] != nil }

    /// All names that begin with `prefix`, in document order, with their values.
    package func all(withPrefix prefix: StaticString) -> [(name: String, value: String)] {
        guard let node else { return [] }
        var found: [(name: String, value: String)] = []
        for (key, value) in document.members(node) where starts(key, with: prefix) {
            guard let name = document.string(key), let value = text(value) else { continue }
            found.append((name, value))
        }
        return found
    }

    package func hasAny(withPrefix prefix: StaticString) -> Bool {
        guard let node else { return false }
        return document.members(node).contains { starts($0.key, with: prefix) }
    }

    private func starts(_ key: JSONNode, with prefix: StaticString) -> Bool {
        let length = prefix.utf8CodeUnitCount
        let range = document.range(key)
        guard range.count >= length + 2 else { return false }
        return document.bytes.withUnsafeBufferPointer { source in
            for index in 0..<length where source[range.lowerBound + 1 + index] != prefix.utf8Start[index] {
                return false
            }
            return true
        }
    }

    private func text(_ value: JSONNode) -> String? {
        document.kind(value) == .null ? "" : document.string(value)
    }
}
