/// A JSON Patch (RFC 6902).
///
/// Values are the bytes of one JSON text each, so that they reach the patched document in the form they were written in.
package struct JSONPatch: Sendable, Hashable {
    package enum Operation: Sendable, Hashable {
        case add(path: JSONPointer, value: [UInt8])
        case remove(path: JSONPointer)
        case replace(path: JSONPointer, value: [UInt8])
        case move(from: JSONPointer, path: JSONPointer)
        case copy(from: JSONPointer, path: JSONPointer)
        case test(path: JSONPointer, value: [UInt8])
    }

    package var operations: [Operation]

    package init(_ operations: [Operation] = []) {
        self.operations = operations
    }

    /// The patch as a compact JSON text; values keep their form.
    package func serialized() -> [UInt8] {
        var writer = JSONWriter(capacity: 128 * operations.count + 2)
        writer.beginArray()
        for operation in operations { operation.write(to: &writer) }
        writer.endArray()
        return writer.bytes
    }
}

extension JSONPatch.Operation {
    package var path: JSONPointer {
        switch self {
        case .add(let path, _), .remove(let path), .replace(let path, _), .move(_, let path), .copy(_, let path),
            .test(let path, _):
            path
        }
    }

    fileprivate func write(to writer: inout JSONWriter) {
        if case .add(let path, let value) = self {
            writer.beginObject()
            writer.part(#""op":"add","path":"#, needsComma: false)
            writer.string(path)
            writer.part(#","value":"#, needsComma: false)
            writer.raw(value)
            writer.endObject()
            return
        }
        writer.beginObject()
        writer.key("op")
        writer.string(name)
        switch self {
        case .move(let from, _), .copy(let from, _):
            writer.key("from")
            writer.string(from)
        default: break
        }
        writer.key("path")
        writer.string(path)
        switch self {
        case .replace(_, let value), .test(_, let value):
            writer.key("value")
            writer.raw(value)
        default: break
        }
        writer.endObject()
    }

    private var name: String {
        switch self {
        case .add: "add"
        case .remove: "remove"
        case .replace: "replace"
        case .move: "move"
        case .copy: "copy"
        case .test: "test"
        }
    }
}
