extension JSONPatch {
    /// Reads the patch at `node`, or the whole document.
    package init(parsing document: JSONDocument, at node: JSONNode? = nil) throws(JSONPatchError) {
        let patch = node ?? document.root
        guard document.kind(patch) == .array else { throw JSONPatchError(.notAnArray) }
        operations = []
        operations.reserveCapacity(document.count(patch))
        for element in document.elements(patch) {
            let fields = try OperationFields(element, in: document, index: operations.count)
            operations.append(try fields.operation())
        }
    }
}

/// The members of one operation; what RFC 6902 does not define is ignored (section 4).
private struct OperationFields {
    private let document: JSONDocument
    private let index: Int
    private var op: JSONNode?
    private var path: JSONNode?
    private var from: JSONNode?
    private var value: JSONNode?

    init(_ node: JSONNode, in document: JSONDocument, index: Int) throws(JSONPatchError) {
        self.document = document
        self.index = index
        guard document.kind(node) == .object else { throw JSONPatchError(.notAnObject, operation: index) }
        for member in document.members(node) {
            if document.string(member.key, equals: "op") {
                try set(\.op, "op", to: member.value)
            } else if document.string(member.key, equals: "path") {
                try set(\.path, "path", to: member.value)
            } else if document.string(member.key, equals: "from") {
                try set(\.from, "from", to: member.value)
            } else if document.string(member.key, equals: "value") {
                try set(\.value, "value", to: member.value)
            }
        }
    }

    func operation() throws(JSONPatchError) -> JSONPatch.Operation {
        let name = try string(op, "op")
        let path = try pointer(path, "path")
        switch name {
        case "add": return .add(path: path, value: try bytes(at: path))
        case "remove": return .remove(path: path)
        case "replace": return .replace(path: path, value: try bytes(at: path))
        case "move": return .move(from: try pointer(from, "from"), path: path)
        case "copy": return .copy(from: try pointer(from, "from"), path: path)
        case "test": return .test(path: path, value: try bytes(at: path))
        default: throw JSONPatchError(.unknownOperation(name), operation: index, path: path)
        }
    }

    private mutating func set(
        _ field: WritableKeyPath<Self, JSONNode?>,
        _ name: String,
        to value: JSONNode
    ) throws(JSONPatchError) {
        guard self[keyPath: field] == nil else { throw JSONPatchError(.repeatedMember(name), operation: index) }
        self[keyPath: field] = value
    }

    private func string(_ node: JSONNode?, _ name: String) throws(JSONPatchError) -> String {
        guard let node, let text = document.string(node) else {
            throw JSONPatchError(.missingMember(name), operation: index)
        }
        return text
    }

    private func pointer(_ node: JSONNode?, _ name: String) throws(JSONPatchError) -> JSONPointer {
        let text = try string(node, name)
        guard let pointer = JSONPointer(parsing: text) else {
            throw JSONPatchError(.invalidPointer(text), operation: index)
        }
        return pointer
    }

    private func bytes(at path: JSONPointer) throws(JSONPatchError) -> [UInt8] {
        guard let value else { throw JSONPatchError(.missingMember("value"), operation: index, path: path) }
        return Array(document.bytes[document.range(value)])
    }
}
