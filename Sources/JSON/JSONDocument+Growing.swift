/// A new document out of a parsed one, without parsing again: the tape is copied and its offsets are moved.
extension JSONDocument {
    /// The document with one more member at the end of an object.
    ///
    /// Nil for anything but an object, for a key that is there, and for documents with a key twice.
    func appending(_ value: JSONDocument, forKey key: String, to object: JSONNode) -> JSONDocument? {
        let container = entry(object)
        guard case .object = container.kind, duplicateKey == nil, value.duplicateKey == nil,
            member(key, of: object) == nil
        else { return nil }
        let place = container.range.upperBound - 1
        var text: [UInt8] = container.count > 0 ? [UInt8(ascii: ",")] : []
        let keyStart = text.count
        JSONEscape.append(key, to: &text)
        let keyEnd = text.count
        text.append(UInt8(ascii: ":"))
        let valueRange = value.range(value.root)
        let valueStart = text.count
        text += value.bytes[valueRange]
        guard bytes.count + text.count <= JSONLimits.maximumSize else { return nil }

        let position = Int(object.index) + container.size
        let added = 1 + value.nodeCount
        let copy = UnsafeMutablePointer<JSONTapeEntry>.allocate(capacity: nodeCount + added)
        copy.initialize(from: tape, count: position)
        (copy + position + added).initialize(from: tape + position, count: nodeCount - position)
        grow(copy, around: Int(object.index), by: text.count, nodes: added)
        copy[Int(object.index)].addChild()
        let isEscaped = text[(keyStart + 1)..<(keyEnd - 1)].contains(UInt8(ascii: "\\"))
        (copy + position).initialize(
            to: JSONTapeEntry(start: place + keyStart, end: place + keyEnd, kind: .string, isEscaped: isEscaped)
        )
        (copy + position + 1).initialize(from: value.tape, count: value.nodeCount)
        for index in 0..<value.nodeCount {
            copy[position + 1 + index].move(by: place + valueStart - valueRange.lowerBound)
        }
        for index in (position + added)..<(nodeCount + added) { copy[index].move(by: text.count) }
        var grown: [UInt8] = []
        grown.reserveCapacity(bytes.count + text.count)
        grown += bytes[..<place]
        grown += text
        grown += bytes[place...]
        return JSONDocument(bytes: grown, tape: copy, count: nodeCount + added)
    }
}

extension JSONDocument {
    /// Makes room in a container and in all that it lies in, which are met on the way from the root.
    private func grow(_ copy: UnsafeMutablePointer<JSONTapeEntry>, around target: Int, by length: Int, nodes: Int) {
        var index = 0
        while index < target {
            let size = tape[index].size
            guard index + size > target else {
                index += size
                continue
            }
            copy[index].grow(by: length, nodes: nodes)
            index += 1
        }
        copy[target].grow(by: length, nodes: nodes)
    }
}

extension JSONPatch {
    /// The value at a node with all operations applied; the document has more to it where the operations only add
    /// members at the end of objects, which is what a default does and what costs no parsing.
    package func applied(to document: JSONDocument, at node: JSONNode) throws(JSONPatchError) -> JSONValue {
        if let grown = grown(document, node) { return JSONValue(grown, node) }
        let bytes = try apply(to: Array(document.bytes[document.range(node)]))
        do {
            return try JSONDocument(parsing: bytes).value
        } catch {
            throw JSONPatchError(.invalidDocument(error))
        }
    }

    /// With the value at the same node; nil when an operation is anything else.
    private func grown(_ document: JSONDocument, _ node: JSONNode) -> JSONDocument? {
        var result = document
        for operation in operations {
            guard let next = result.appending(operation, within: node) else { return nil }
            result = next
        }
        return result
    }
}

extension JSONDocument {
    fileprivate func appending(_ operation: JSONPatch.Operation, within node: JSONNode) -> JSONDocument? {
        guard case .add(let path, let value) = operation, let value = try? JSONDocument(parsing: value) else {
            return nil
        }
        var object = node
        for (index, token) in path.tokens.enumerated() {
            if index == path.tokens.count - 1 { return appending(value, forKey: token, to: object) }
            guard case .object = kind(object), let next = member(token, of: object) else { return nil }
            object = next
        }
        return nil
    }
}
