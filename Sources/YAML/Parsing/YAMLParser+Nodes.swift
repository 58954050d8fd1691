/// Keeping what is read.
extension YAMLParser {
    @inline(__always)
    mutating func append(_ node: YAMLNode, _ properties: UInt32 = 0) {
        var node = node
        node.properties = properties
        nodes.append(node)
        lastEnd = Int(node.end)
    }

    @inline(__always)
    func setProperties(_ new: UInt32, of node: Int) {
        if new > 0 { nodes[node].properties = new }
    }

    /// Opens a collection at the place of its frame; what stands there already becomes its first child.
    mutating func open(_ frame: YAMLFrame, _ style: YAMLStyle, at start: Int) throws(YAMLError) {
        guard frames.count < Self.maximumDepth else {
            throw failure("nested deeper than \(Self.maximumDepth) levels", at: start)
        }
        guard frame.indent <= Int(UInt16.max) else {
            throw failure("indented by more than \(UInt16.max) columns", at: start)
        }
        let node = YAMLNode(start..<start, style, indent: frame.indent)
        if frame.node == nodes.count { nodes.append(node) } else { nodes.insert(node, at: frame.node) }
        frames.append(frame)
    }

    /// Closes the innermost collection, whose last byte has been read.
    @inline(__always)
    mutating func close() {
        guard let frame = frames.popLast() else { return }
        if frame.state == .key { appendMissingValue() }
        var node = nodes[frame.node]
        node.size = UInt32(truncatingIfNeeded: nodes.count - frame.node)
        node.end = UInt32(truncatingIfNeeded: lastEnd)
        nodes[frame.node] = node
    }

    /// A key without `:` has an empty value.
    mutating func appendMissingValue() {
        append(YAMLNode(lastEnd..<lastEnd, .empty))
    }

    /// Whether the key at `node` is `<<`: its mapping, the innermost collection, takes in what other mappings have.
    @inline(__always)
    mutating func noteMergeKey(_ index: Int) {
        let node = nodes[index]
        guard node.end &- node.start == 2, text[Int(node.start)] == UInt8(ascii: "<") else {
            if node.properties > 0 { noteTaggedMergeKey(node) }
            return
        }
        guard text[Int(node.start) + 1] == UInt8(ascii: "<"), node.style == .plain else { return }
        let tag = node.properties > 0 ? properties[Int(node.properties) - 1].tag : nil
        if tag == nil || tag == .merge { markMerge() }
    }

    private mutating func noteTaggedMergeKey(_ node: YAMLNode) {
        guard case .merge = properties[Int(node.properties) - 1].tag, node.end - node.start == 4,
            node.style == .singleQuoted || node.style == .doubleQuoted, text[Int(node.start) + 1] == UInt8(ascii: "<"),
            text[Int(node.start) + 2] == UInt8(ascii: "<")
        else { return }
        markMerge()
    }

    private mutating func markMerge() {
        guard let frame = frames.last else { return }
        nodes[frame.node].flags.insert(.merges)
    }

    /// Properties of lines above a node with those of its own line.
    @inline(__always)
    mutating func merged(_ outer: UInt32, _ own: UInt32) throws(YAMLError) -> UInt32 {
        outer == 0 || own == 0 ? outer | own : try merge(own, into: outer)
    }

    private mutating func merge(_ own: UInt32, into outer: UInt32) throws(YAMLError) -> UInt32 {
        let new = properties[Int(own) - 1]
        var all = properties[Int(outer) - 1]
        if !new.anchor.isEmpty {
            guard all.anchor.isEmpty else {
                throw failure("a value can have one anchor", at: new.anchor.lowerBound - 1)
            }
            all.anchor = new.anchor
        }
        if let tag = new.tag {
            guard all.tag == nil else { throw failure("a value can have one tag", at: new.tagRange.lowerBound) }
            all.tag = tag
            all.tagRange = new.tagRange
        }
        properties[Int(outer) - 1] = all
        return outer
    }

    /// The spec limits a key without `?`, so that nobody needs to look further ahead.
    static let maximumKeyLength = 1024

    @inline(__always)
    func isShort(_ key: Range<Int>) -> Bool {
        key.count <= Self.maximumKeyLength
            || UnsafeBufferPointer(start: text + key.lowerBound, count: key.count).count { $0 & 0xC0 != 0x80 }
                <= Self.maximumKeyLength
    }
}

/// Errors that have more than one place.
extension YAMLParser {
    func longKey(_ start: Int) -> YAMLError {
        failure("a key can have \(Self.maximumKeyLength) characters; begin a longer one with '? '", at: start)
    }

    func taggedAlias(_ start: Int) -> YAMLError { failure("an alias cannot have an anchor or a tag", at: start) }

    func misplacedValue() -> YAMLError {
        failure("mapping values are not allowed here: quote the text if it contains ': '", at: position)
    }

    func misplaced(_ what: String, tab: Bool) -> YAMLError {
        tab ? tabIndents() : failure("\(what) cannot begin here; put it in a line of its own", at: position)
    }

    func tabIndents() -> YAMLError {
        var tab = position
        while tab > lineStart, text[tab - 1] != 0x09 { tab -= 1 }
        return failure("a tab cannot indent; use spaces", at: max(lineStart, tab - 1))
    }

    /// What follows a complete value in its line.
    func unexpectedContent() -> YAMLError {
        switch text[position] {
        case UInt8(ascii: ":") where isBlank(position + 1): return misplacedValue()
        case UInt8(ascii: "#"): return failure("a space is needed before the '#' of a comment", at: position)
        case UInt8(ascii: "]"), UInt8(ascii: "}"):
            let byte = text[position] == UInt8(ascii: "]") ? "]" : "}"
            return failure("'\(byte)' closes nothing; quote a text that contains it", at: position)
        default: break
        }
        if sawTab, brokeLine { return tabIndents() }
        if brokeLine {
            return failure("the document's value ends above; a further document begins with ---", at: position)
        }
        return failure(
            "nothing but a comment may follow this value in its line; quote a text that goes on",
            at: position
        )
    }

    /// A line whose indentation is none of those of the open collections.
    func misaligned(_ frame: YAMLFrame) -> YAMLError {
        if sawTab { return tabIndents() }
        let what = frame.kind == .blockMapping ? "keys" : "list items"
        return failure(
            "indented by \(indent) spaces, but the \(what) before it by \(frame.indent): one collection's entries line up",
            at: position
        )
    }
}
