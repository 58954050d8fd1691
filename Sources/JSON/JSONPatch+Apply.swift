extension JSONPatch {
    /// Applies the operations in order; all or nothing.
    ///
    /// The text is spliced: bytes that no operation touches are those of the source. Operations that do not touch what
    /// an earlier one has changed are spliced in together, in one pass over the document; one that does costs a pass of
    /// its own.
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
        try patched(document).bytes
    }

    /// The changes of the document's text that apply the operations, in the order of the text.
    ///
    /// They are the smallest ones, unless an operation touches what an earlier one has changed: then there is one, of
    /// all that lies between the first and the last byte that differ.
    package func textEdits(for document: JSONDocument) throws(JSONPatchError) -> [TextEdit] {
        try patched(document).edits(of: document)
    }

    private func patched(_ document: JSONDocument) throws(JSONPatchError) -> JSONPatchedText {
        var text = JSONPatchedText(document)
        for (index, operation) in operations.enumerated() {
            do throws(JSONPatchError) {
                try text.apply(operation)
            } catch {
                throw JSONPatchError(error.reason, operation: index, path: error.path ?? operation.path)
            }
        }
        return text
    }
}

/// A document between two operations of a patch: its text as last parsed, and what is to be changed in it.
private struct JSONPatchedText {
    private var document: JSONDocument
    private var changes: JSONPendingChanges
    private var children: JSONChildLookup

    init(_ document: JSONDocument) {
        self.document = document
        changes = JSONPendingChanges(document)
        children = JSONChildLookup(document)
    }

    var bytes: [UInt8] { changes.isEmpty ? document.bytes : changes.splice() }

    func edits(of original: JSONDocument) -> [TextEdit] {
        guard document !== original else { return changes.edits }
        let (old, new) = (original.bytes, bytes)
        let shorter = min(old.count, new.count)
        var start = 0
        while start < shorter, old[start] == new[start] { start += 1 }
        var end = 0
        while end < shorter - start, old[old.count - 1 - end] == new[new.count - 1 - end] { end += 1 }
        guard start < max(old.count, new.count) - end else { return [] }
        return [TextEdit(range: start..<old.count - end, replacement: Array(new[start..<new.count - end]))]
    }

    mutating func apply(_ operation: JSONPatch.Operation) throws(JSONPatchError) {
        try refuseDuplicateKeys(document)
        switch operation {
        case .add(let path, let value): try add(try checked(value), at: path)
        case .remove(let path): try remove(path)
        case .replace(let path, let value):
            let value = try checked(value)
            changes.replace(try existing(path), with: value)
        case .move(let from, let path):
            let value = try text(at: from)
            guard from != path else { return }
            guard !path.starts(with: from) else { throw JSONPatchError(.moveIntoItself) }
            try remove(from)
            try add(value, at: path)
        case .copy(let from, let path): try add(try text(at: from), at: path)
        case .test(let path, let value):
            let wanted = try parse(value)
            let node = try existing(path).node
            guard document.isEqual(node, to: wanted.root, in: wanted) else { throw JSONPatchError(.testFailed) }
        }
    }

    private mutating func add(_ value: [UInt8], at path: JSONPointer) throws(JSONPatchError) {
        guard let token = path.tokens.last else {
            changes.replace(try existing(path), with: value)
            return
        }
        let parent = try existing(JSONPointer(path.tokens.dropLast()), mayBeChanged: true, blaming: path)
        switch document.kind(parent.node) {
        case .object:
            switch changes.member(token, of: parent.node, &children) {
            case .found: changes.replace(try existing(path), with: value)
            case .missing: changes.append(value, forKey: token, to: parent)
            case .changed: try startAgain { text throws(JSONPatchError) in try text.add(value, at: path) }
            }
        case .array:
            let count = changes.count(parent.node)
            guard let index = token == "-" ? count : JSONPointer.arrayIndex(token), index <= count else {
                throw JSONPatchError(.invalidArrayIndex(token))
            }
            guard !changes.insert(value, at: index, into: parent) else { return }
            try startAgain { text throws(JSONPatchError) in try text.add(value, at: path) }
        default: throw JSONPatchError(.pathNotFound)
        }
    }

    private mutating func remove(_ path: JSONPointer) throws(JSONPatchError) {
        guard let token = path.tokens.last else { throw JSONPatchError(.rootRemoved, path: path) }
        let place = try existing(path)
        guard !changes.remove(place, at: JSONPointer.arrayIndex(token)) else { return }
        try startAgain { text throws(JSONPatchError) in try text.remove(path) }
    }

    private mutating func text(at path: JSONPointer) throws(JSONPatchError) -> [UInt8] {
        // `existing` may parse the document again, so it comes first.
        let node = try existing(path).node
        return Array(document.bytes[document.range(node)])
    }

    /// The value at a path, whole as it is in the document: what has been changed in it is spliced in first.
    ///
    /// With `mayBeChanged` children may have been put in or taken away.
    private mutating func existing(
        _ path: JSONPointer,
        mayBeChanged: Bool = false,
        blaming blamed: JSONPointer? = nil
    ) throws(JSONPatchError) -> JSONPendingChanges.Place {
        switch changes.lookUp(path, &children, mayBeChanged: mayBeChanged) {
        case .found(let place): return place
        case .missing: throw JSONPatchError(.pathNotFound, path: blamed ?? path)
        case .changed:
            try parseAgain()
            guard case .found(let place) = changes.lookUp(path, &children, mayBeChanged: mayBeChanged) else {
                throw JSONPatchError(.pathNotFound, path: blamed ?? path)
            }
            return place
        }
    }

    /// Splices in what is pending.
    ///
    /// An operation that needs that succeeds on the second attempt, with nothing pending.
    private mutating func startAgain(
        _ body: (inout JSONPatchedText) throws(JSONPatchError) -> Void
    ) throws(JSONPatchError) {
        try parseAgain()
        try body(&self)
    }

    private mutating func parseAgain() throws(JSONPatchError) {
        do {
            self = JSONPatchedText(try JSONDocument(parsing: bytes))
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
