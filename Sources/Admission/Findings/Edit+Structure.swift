package import JSON
package import Kubernetes

/// Edits that depend on what is there.
extension Edit {
    /// Sets a member of an object that exists to a text.
    package static func add(_ field: FieldPath, _ text: String) -> Edit {
        Edit([.add(path: field.pointer, value: JSONText.string(text))])
    }

    /// Sets a field and makes the objects around it that are missing; nil where something else is in their place.
    package static func set(_ field: FieldPath, json: String, in object: JSONValue) -> Edit? {
        guard let missing = makeParents(of: field, in: object) else { return nil }
        return Edit(missing + [.add(path: field.pointer, value: Array(json.utf8))])
    }

    package static func set(_ field: FieldPath, to text: String, in object: JSONValue) -> Edit? {
        set(field, json: String(decoding: JSONText.string(text), as: UTF8.self), in: object)
    }

    /// Moves a value to a place where nothing is; nil where something is, or cannot be.
    package static func move(_ field: FieldPath, to target: FieldPath, in object: JSONValue) -> Edit? {
        guard object.document.node(at: target.pointer, from: object.node) == nil,
            let missing = makeParents(of: target, in: object)
        else { return nil }
        return Edit(missing + [.move(from: field.pointer, path: target.pointer)])
    }

    /// Removes elements of one list.
    package static func removeElements(of list: FieldPath, at indexes: [Int]) -> Edit {
        // From the last to the first, so that the indexes of the others hold.
        Edit(indexes.sorted(by: >).map { .remove(path: list.index($0).pointer) })
    }

    private static func makeParents(of field: FieldPath, in object: JSONValue) -> [JSONPatch.Operation]? {
        var operations: [JSONPatch.Operation] = []
        var value: JSONValue? = object
        var path = JSONPointer()
        for token in field.pointer.tokens.dropLast() {
            path = path.appending(token)
            if let outer = value {
                guard outer.kind == .object || outer.kind == .array else { return nil }
                value = outer.document.node(at: JSONPointer([token]), from: outer.node)
                    .map { JSONValue(outer.document, $0) }
                if value?.isNull == true { value = nil }
            }
            if value == nil { operations.append(.add(path: path, value: Array("{}".utf8))) }
        }
        guard value == nil || value?.kind == .object || value?.kind == .array else { return nil }
        return operations
    }
}
