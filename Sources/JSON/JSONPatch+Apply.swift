extension JSONPatch {
    /// Applies the operations in order; all or nothing.
    ///
    /// The text is spliced: bytes that no operation touches are those of the source. Each operation but the last costs
    /// one more pass over the document.
    package func apply(to bytes: [UInt8]) throws(JSONPatchError) -> [UInt8] {
        let document: JSONDocument
        do {
            document = try JSONDocument(parsing: bytes)
        } catch {
            throw JSONPatchError(.invalidDocument(error))
        }
        return try apply(to: document)
    }

    package func apply(to document: JSONDocument) throws(JSONPatchError) -> [UInt8] {
        var text = JSONPatchedText(document)
        for (index, operation) in operations.enumerated() {
            do throws(JSONPatchError) {
                try text.apply(operation)
            } catch {
                throw JSONPatchError(error.reason, operation: index, path: error.path ?? operation.path)
            }
        }
        return text.bytes
    }
}

/// A document between two operations of a patch.
private struct JSONPatchedText {
    private(set) var bytes: [UInt8]
    /// What `bytes` parse to, when that is known already.
    private var parsed: JSONDocument?

    init(_ document: JSONDocument) {
        bytes = document.bytes
        parsed = document
    }

    mutating func apply(_ operation: JSONPatch.Operation) throws(JSONPatchError) {
        try refuseDuplicateKeys(try document())
        switch operation {
        case .add(let path, let value): try add(try checked(value), at: path)
        case .remove(let path): try remove(path)
        case .replace(let path, let value):
            let value = try checked(value)
            let document = try document()
            edit(document.replacing(try existing(path, in: document), with: value))
        case .move(let from, let path):
            let value = try text(at: from)
            guard from != path else { return }
            guard !path.starts(with: from) else { throw JSONPatchError(.moveIntoItself) }
            try remove(from)
            try add(value, at: path)
        case .copy(let from, let path): try add(try text(at: from), at: path)
        case .test(let path, let value):
            let wanted = try parse(value)
            let document = try document()
            let node = try existing(path, in: document)
            guard document.isEqual(node, to: wanted.root, in: wanted) else { throw JSONPatchError(.testFailed) }
        }
    }

    private mutating func add(_ value: [UInt8], at path: JSONPointer) throws(JSONPatchError) {
        let document = try document()
        guard let token = path.tokens.last else {
            edit(document.replacing(document.root, with: value))
            return
        }
        let parent = try existing(JSONPointer(path.tokens.dropLast()), in: document, blaming: path)
        switch document.kind(parent) {
        case .object:
            if let old = document.member(token, of: parent) {
                edit(document.replacing(old, with: value))
            } else {
                edit(document.inserting(value, forKey: token, into: parent))
            }
        case .array:
            let count = document.count(parent)
            guard let index = token == "-" ? count : JSONPointer.arrayIndex(token), index <= count else {
                throw JSONPatchError(.invalidArrayIndex(token))
            }
            edit(document.inserting(value, at: index, into: parent))
        default: throw JSONPatchError(.pathNotFound)
        }
    }

    private mutating func remove(_ path: JSONPointer) throws(JSONPatchError) {
        guard !path.tokens.isEmpty else { throw JSONPatchError(.rootRemoved, path: path) }
        let document = try document()
        let node = try existing(path, in: document)
        let parent = try existing(JSONPointer(path.tokens.dropLast()), in: document, blaming: path)
        edit(document.removing(node, from: parent))
    }

    private mutating func text(at path: JSONPointer) throws(JSONPatchError) -> [UInt8] {
        let document = try document()
        return Array(bytes[document.range(try existing(path, in: document))])
    }

    private func existing(
        _ path: JSONPointer,
        in document: JSONDocument,
        blaming blamed: JSONPointer? = nil
    ) throws(JSONPatchError) -> JSONNode {
        guard let node = document.node(at: path) else {
            throw JSONPatchError(.pathNotFound, path: blamed ?? path)
        }
        return node
    }

    private mutating func edit(_ edit: JSONTextEdit) {
        bytes.replaceSubrange(edit.range, with: edit.replacement)
        parsed = nil
    }

    private mutating func document() throws(JSONPatchError) -> JSONDocument {
        if let parsed { return parsed }
        do {
            let document = try JSONDocument(parsing: bytes)
            parsed = document
            return document
        } catch {
            throw JSONPatchError(.invalidDocument(error))
        }
    }

    private func refuseDuplicateKeys(_ document: JSONDocument) throws(JSONPatchError) {
        guard let key = document.duplicateKey else { return }
        throw JSONPatchError(.duplicateKey(document.string(key) ?? ""))
    }

    private func parse(_ value: [UInt8]) throws(JSONPatchError) -> JSONDocument {
        do {
            return try JSONDocument(parsing: value)
        } catch {
            throw JSONPatchError(.invalidValue(error))
        }
    }

    /// The bytes of the value, without white space around it.
    private func checked(_ value: [UInt8]) throws(JSONPatchError) -> [UInt8] {
        let document = try parse(value)
        try refuseDuplicateKeys(document)
        let range = document.range(document.root)
        return range.count == value.count ? value : Array(value[range])
    }
}
