import JSON

/// Scalars as JSON.
extension YAMLComposer {
    /// Writes a scalar that is a value.
    @inline(__always)
    mutating func scalar(_ node: YAMLNode) throws(YAMLError) {
        guard node.properties == 0 else { return try taggedScalar(node) }
        guard node.style == .plain || node.style == .empty else { return string(node) }
        guard !node.flags.contains(.multiline) else { return string(node) }
        let bytes = UnsafeBufferPointer(start: text + Int(node.start), count: node.range.count)
        try write(YAMLResolution(bytes), node, bytes)
    }

    private mutating func taggedScalar(_ node: YAMLNode) throws(YAMLError) {
        let resolution = try resolve(node)
        if case .binary? = tag(of: node) { return try binary(node) }
        try meaning(of: node).withUnsafeBufferPointer { bytes throws(YAMLError) in try write(resolution, node, bytes) }
    }

    /// `bytes` are what the scalar means.
    @inline(__always)
    private mutating func write(
        _ resolution: YAMLResolution,
        _ node: YAMLNode,
        _ bytes: UnsafeBufferPointer<UInt8>
    ) throws(YAMLError) {
        switch resolution {
        case .string: output.appendQuoted(bytes)
        case .number: output.append(bytes)
        case .null: output.append("null")
        case .boolean(let value): output.append(value ? "true" : "false")
        case .integer(let value): output.append(String(value))
        case .unsigned(let value): output.append(String(value))
        case .float(let value):
            guard value.isFinite else {
                throw YAMLError(
                    offset: place(of: node),
                    text: "JSON, and so Kubernetes, has no number '\(String(decoding: bytes, as: UTF8.self))'; quote it"
                )
            }
            output.append(YAMLNumber.json(value))
        }
    }

    mutating func string(_ node: YAMLNode) {
        if node.flags.isDisjoint(with: [.multiline, .escaped]),
            node.style == .doubleQuoted || node.style == .singleQuoted
        {
            output.appendQuoted(UnsafeBufferPointer(start: text + Int(node.start) + 1, count: node.range.count - 2))
            return
        }
        output.append(UInt8(ascii: "\""))
        var sink = YAMLOutputSink(text: text, output: output)
        YAMLScalarText(text: text).decode(node.range, node.style, indent: Int(node.indent), into: &sink)
        output = sink.output
        output.append(UInt8(ascii: "\""))
    }

    func meaning(of node: YAMLNode) -> [UInt8] {
        var sink = YAMLBytesSink(text)
        YAMLScalarText(text: text).decode(node.range, node.style, indent: Int(node.indent), into: &sink)
        return sink.bytes
    }

    /// What a scalar of any style is.
    func resolve(_ node: YAMLNode) throws(YAMLError) -> YAMLResolution {
        let tag = tag(of: node)
        guard tag != nil || node.style == .plain || node.style == .empty else { return .string }
        let resolution = meaning(of: node).withUnsafeBufferPointer { bytes in
            tag.map { YAMLResolution(bytes, tag: $0) } ?? YAMLResolution(bytes)
        }
        guard let resolution else {
            throw YAMLError(
                offset: place(of: node),
                text: "the tag wants \(tag?.expectation ?? "text") here; correct the value or remove the tag"
            )
        }
        return resolution
    }

    private mutating func binary(_ node: YAMLNode) throws(YAMLError) {
        guard let bytes = Base64.decode(meaning(of: node)) else {
            throw YAMLError(offset: place(of: node), text: "!!binary wants Base64 here, with its '=' at the end")
        }
        YAMLCharacter.repaired(bytes).withUnsafeBufferPointer { output.appendQuoted($0) }
        markOpaque()
    }

    /// The text of the newest source has other bytes than its value.
    private mutating func markOpaque() {
        var entry = sources[sources.count - 1]
        entry.flags.insert(.opaque)
        sources[sources.count - 1] = entry
    }

    /// Writes a key with its source.
    @inline(__always)
    mutating func writeKey(_ index: Int) throws(YAMLError) {
        let node = nodes[index]
        append(source: node, at: index)
        if node.style == .plain, node.properties == 0, node.flags.isEmpty {
            let bytes = UnsafeBufferPointer(start: text + Int(node.start), count: node.range.count)
            if case .string = YAMLResolution(bytes) {
                return output.appendQuoted(bytes)
            }
        }
        try writeOtherKey(index)
    }

    private mutating func writeOtherKey(_ index: Int) throws(YAMLError) {
        let start = output.count
        let key = try keyText(index)
        key.bytes.withUnsafeBufferPointer { output.appendQuoted($0) }
        if key.isOpaque { markOpaque() }
        if isElsewhere { try spend(output.count - start, at: place(of: nodes[index])) }
    }

    /// The name that a key means; numbers and booleans are keys by their text, as in the library behind kubectl.
    func keyText(_ index: Int) throws(YAMLError) -> (bytes: [UInt8], isOpaque: Bool) {
        var node = nodes[index]
        let isAlias = node.flags.contains(.alias)
        if isAlias { node = nodes[try target(of: index)] }
        let place = isAlias ? Int(nodes[index].start) : place(of: node)
        guard !node.isCollection else {
            let what = node.isMapping ? "a mapping" : "a list"
            throw YAMLError(
                offset: place,
                text: "\(what) cannot be a key: JSON has keys of text; quote it if it is one"
            )
        }
        if case .binary? = tag(of: node), let bytes = Base64.decode(meaning(of: node)) {
            return (YAMLCharacter.repaired(bytes), true)
        }
        switch try resolve(node) {
        case .string: return (meaning(of: node), isAlias)
        case .number: return (meaning(of: node), isAlias)
        case .boolean(let value): return (Array((value ? "true" : "false").utf8), true)
        case .integer(let value): return (Array(String(value).utf8), true)
        case .float(let value): return (Array(YAMLNumber.key(value).utf8), true)
        case .null: throw YAMLError(offset: place, text: "null cannot be a key; write a text, or quote it")
        case .unsigned:
            throw YAMLError(offset: place, text: "this number is too large for a key; quote it")
        }
    }
}
