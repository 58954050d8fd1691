package import JSON
package import Kubernetes

/// A JSON Patch on the object, or on the JSON that one of its fields holds as text.
package struct Edit: Hashable, Sendable {
    package var patch: JSONPatch
    /// The field whose text is the document that is patched; nil for the object itself.
    package var inside: FieldPath?

    package init(_ operations: [JSONPatch.Operation], inside field: FieldPath? = nil) {
        patch = JSONPatch(operations)
        inside = field
    }

    /// Gives an existing field another text.
    package static func replace(_ field: FieldPath, with text: String) -> Edit {
        Edit([.replace(path: field.pointer, value: JSONText.string(text))])
    }

    /// Gives an existing field another value, written as JSON.
    package static func replace(_ field: FieldPath, json: String) -> Edit {
        Edit([.replace(path: field.pointer, value: Array(json.utf8))])
    }

    /// Sets a member of an object that exists, or inserts a list element; `json` is the value.
    package static func add(_ field: FieldPath, json: String) -> Edit {
        Edit([.add(path: field.pointer, value: Array(json.utf8))])
    }

    package static func remove(_ field: FieldPath) -> Edit { Edit([.remove(path: field.pointer)]) }

    /// Moves a value to another place; what was there is replaced.
    package static func move(_ field: FieldPath, to other: FieldPath) -> Edit {
        Edit([.move(from: field.pointer, path: other.pointer)])
    }

    /// Moves a value to another key of the same object; what was there is replaced.
    package static func rename(_ field: FieldPath, to key: String) -> Edit {
        move(field, to: FieldPath(components: Array(field.components.dropLast())).key(key))
    }

    /// Sets an annotation of an object whose annotations are `existing`.
    package static func annotate(_ name: String, _ value: String, in existing: Annotations) -> Edit {
        let parent = FieldPath("metadata", "annotations")
        let set = JSONPatch.Operation.add(path: parent.key(name).pointer, value: JSONText.string(value))
        guard existing.node == nil else { return Edit([set]) }
        return Edit([.add(path: parent.pointer, value: Array("{}".utf8)), set])
    }

    package static func annotate(_ name: StaticString, _ value: String, in existing: Annotations) -> Edit {
        annotate("\(name)", value, in: existing)
    }

    /// Several edits of the object as one, applied in this order.
    package static func all(_ edits: [Edit]) -> Edit { Edit(edits.flatMap(\.patch.operations)) }
}

extension Edit {
    /// The object after the edit; nil when it does not apply, as with text that is no JSON.
    package func apply(to object: JSONDocument) -> [UInt8]? {
        guard let inside else { return try? patch.apply(to: object) }
        guard let node = object.node(at: inside.pointer), let text = object.string(node),
            let edited = try? patch.apply(to: Array(text.utf8))
        else { return nil }
        let value = JSONText.string(String(decoding: edited, as: UTF8.self))
        return try? JSONPatch([.replace(path: inside.pointer, value: value)]).apply(to: object)
    }
}
