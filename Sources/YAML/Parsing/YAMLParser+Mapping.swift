/// Block mappings.
extension YAMLParser {
    mutating func mappingEntry(_ frame: YAMLFrame) throws(YAMLError) -> YAMLStep {
        let innermost = frames.count - 1
        if frame.state == .key {
            if nodes.count == frame.entry.node + 1 { noteMergeKey(frame.entry.node) }
            if isIndicator(UInt8(ascii: ":")) {
                position += 1
                frames[innermost].state = .value
                return .node(indent: frame.indent, mayNest: true, isValue: true)
            }
            append(YAMLNode(lastEnd..<lastEnd, .empty))
        }
        if isIndicator(UInt8(ascii: "?")) { return explicitKey() }
        if isIndicator(UInt8(ascii: "-")) {
            throw failure("a list item cannot stand between keys; indent it or remove its '-'", at: position)
        }
        let line = lineStart
        let start = position
        var own: UInt32 = 0
        while text[position] == UInt8(ascii: "&") || text[position] == UInt8(ascii: "!") {
            try property(&own)
            skipSpace()
            if classes[Int(text[position])] & YAMLClass.endOfLine != 0 {
                throw failure("a key is expected behind an anchor or a tag, in the same line", at: start)
            }
        }
        let first = nodes.count
        let byte = text[position]
        if isIndicator(UInt8(ascii: ":")) {
            append(YAMLNode(position..<position, .empty), own)
            return value()
        }
        if byte == UInt8(ascii: "|") || byte == UInt8(ascii: ">") {
            throw failure("a key is expected here; a text with '|' or '>' is none", at: position)
        }
        try atom(minimumIndent: frame.indent + 1)
        if text[position] != UInt8(ascii: ":") { skipSpace() }
        guard isIndicator(UInt8(ascii: ":")) else {
            let isPlace = text[position] == UInt8(ascii: ":")
            throw isPlace
                ? failure("a space must follow the ':' of a key", at: position)
                : failure("a key with ':' and a space behind it is expected here", at: start)
        }
        guard lineStart == line else {
            throw failure("a key must be in one line, and this text with ':' behind it goes over several", at: position)
        }
        guard isShort(start..<position) else { throw longKey(start) }
        if byte == UInt8(ascii: "*"), own > 0 { throw taggedAlias(start) }
        setProperties(own, of: first)
        noteMergeKey(first)
        return value()
    }

    /// At the `:` behind a key.
    mutating func value() -> YAMLStep {
        position += 1
        let innermost = frames.count - 1
        frames[innermost].state = .value
        return .node(indent: frames[innermost].indent, mayNest: false, isValue: true)
    }

    mutating func explicitKey() -> YAMLStep {
        position += 1
        let innermost = frames.count - 1
        frames[innermost].state = .key
        frames[innermost].entry.node = nodes.count
        return .node(indent: frames[innermost].indent, mayNest: true, isValue: true)
    }

    /// `before` is the place of its first key, when that is read already.
    mutating func openMapping(
        at start: Int,
        _ properties: UInt32,
        before first: Int? = nil
    ) throws(YAMLError) {
        let place = first ?? nodes.count
        let frame = YAMLFrame(kind: .blockMapping, node: place, indent: start - lineStart)
        try open(frame, .blockMapping, at: start)
        setProperties(properties, of: place)
        if first != nil { noteMergeKey(place + 1) }
    }
}
