/// Flow style: `[a, b]` and `{a: b}`.
extension YAMLParser {
    /// Reads a flow collection with all that is in it; lines are indented by `minimumIndent` or more.
    mutating func flow(_ minimumIndent: Int) throws(YAMLError) {
        let outermost = frames.count
        try openFlow()
        while frames.count > outermost { try flowStep(minimumIndent, outermost) }
    }

    private mutating func openFlow(_ properties: UInt32 = 0) throws(YAMLError) {
        let isSequence = text[position] == UInt8(ascii: "[")
        if !isSequence, text[position + 1] == UInt8(ascii: "{"), template == nil { template = position }
        try open(
            YAMLFrame(kind: isSequence ? .flowSequence : .flowMapping, node: nodes.count),
            isSequence ? .flowSequence : .flowMapping,
            at: position
        )
        setProperties(properties, of: nodes.count - 1)
        position += 1
    }

    private mutating func flowStep(_ minimumIndent: Int, _ outermost: Int) throws(YAMLError) {
        try skipInFlow(minimumIndent)
        let innermost = frames.count - 1
        let frame = frames[innermost]
        switch text[position] {
        case 0: throw unclosed()
        case UInt8(ascii: "]"), UInt8(ascii: "}"): try closeFlow(outermost)
        case UInt8(ascii: ","): try comma()
        case UInt8(ascii: ":") where isFlowValue(frame): try flowValue(frame)
        case UInt8(ascii: "?") where isBlank(position + 1):
            guard frame.state == .ready, !frame.isExplicit else { throw missingComma() }
            if frame.kind == .flowSequence { try openPair(at: position, before: nodes.count) }
            frames[frames.count - 1].isExplicit = true
            position += 1
        default:
            guard frame.state == .ready || frame.state == .value else { throw missingComma() }
            try flowNode(minimumIndent)
        }
    }

    private mutating func skipInFlow(_ minimumIndent: Int) throws(YAMLError) {
        skip()
        guard brokeLine else { return }
        if isAtMarker { throw unclosed() }
        guard indent < minimumIndent, text[position] != 0 else { return }
        let isCloser = text[position] == UInt8(ascii: "]") || text[position] == UInt8(ascii: "}")
        if isCloser, indent + 1 >= minimumIndent, !sawTab { return }
        throw sawTab
            ? tabIndents()
            : failure(
                "the lines within brackets must be indented by \(minimumIndent) or more spaces here",
                at: position
            )
    }

    /// Whether the `:` here is an indicator.
    private func isFlowValue(_ frame: YAMLFrame) -> Bool {
        if isBlank(position + 1) || classes[Int(text[position + 1])] & YAMLClass.flow != 0 { return true }
        guard frame.isJSONLike else { return false }
        return frame.state == .key || frame.kind == .flowSequence && frame.state == .done
    }

    private mutating func flowValue(_ frame: YAMLFrame) throws(YAMLError) {
        let innermost = frames.count - 1
        switch (frame.kind, frame.state) {
        case (.flowSequence, .done):
            guard lineStart == frame.entry.line else {
                throw failure("a key within [ ] must be in one line with its ':'; put { } around both", at: position)
            }
            guard isShort(frame.entry.start..<position) else { throw longKey(frame.entry.start) }
            try openPair(at: frame.entry.start, before: frame.entry.node)
            noteMergeKey(frame.entry.node + 1)
        case (.flowSequence, .ready):
            try openPair(at: position, before: nodes.count)
            append(YAMLNode(position..<position, .empty))
        case (.flowSequence, _), (_, .value), (_, .done): throw missingComma()
        case (_, .ready): append(YAMLNode(position..<position, .empty))
        case (_, .key): break
        }
        frames[frame.kind == .flowSequence ? frames.count - 1 : innermost].state = .value
        position += 1
    }

    private mutating func openPair(at start: Int, before node: Int) throws(YAMLError) {
        // The pair is the entry of its sequence, whatever comes.
        frames[frames.count - 1].state = .done
        frames[frames.count - 1].isJSONLike = false
        frames[frames.count - 1].entry.line = -1
        try open(YAMLFrame(kind: .flowPair, node: node), .flowMapping, at: start)
    }

    /// Before a `,` or a closing bracket: what an entry lacks is null.
    private mutating func completeEntry() {
        let innermost = frames.count - 1
        let frame = frames[innermost]
        if frame.kind != .flowSequence {
            if frame.state == .ready, frame.isExplicit {
                append(YAMLNode(position..<position, .empty))
                appendMissingValue()
            } else if frame.state == .key || frame.state == .value {
                appendMissingValue()
            }
        }
        if frame.kind == .flowPair {
            frames[innermost].state = .done
            close()
        }
    }

    private mutating func comma() throws(YAMLError) {
        let frame = frames[frames.count - 1]
        guard frame.state != .ready || frame.isExplicit else {
            throw failure("an entry is missing before this ','", at: position)
        }
        completeEntry()
        frames[frames.count - 1].state = .ready
        frames[frames.count - 1].isExplicit = false
        position += 1
    }

    private mutating func closeFlow(_ outermost: Int) throws(YAMLError) {
        completeEntry()
        let innermost = frames.count - 1
        let isSequence = frames[innermost].kind == .flowSequence
        guard isSequence == (text[position] == UInt8(ascii: "]")) else {
            throw failure(
                "'\(isSequence ? "]" : "}")' is expected here: it is opened with '\(isSequence ? "[" : "{")'",
                at: position
            )
        }
        position += 1
        lastEnd = position
        let node = frames[innermost].node
        frames[innermost].state = .done
        close()
        if frames.count > outermost { complete(node, isJSONLike: true) }
    }

    /// A node of the innermost flow collection is complete.
    private mutating func complete(_ node: Int, isJSONLike: Bool) {
        let innermost = frames.count - 1
        switch (frames[innermost].kind, frames[innermost].state) {
        case (.flowSequence, _):
            frames[innermost].state = .done
            frames[innermost].isJSONLike = isJSONLike
        case (_, .ready):
            frames[innermost].state = .key
            frames[innermost].isJSONLike = isJSONLike
            noteMergeKey(node)
        default: frames[innermost].state = .done
        }
    }

    private mutating func flowNode(_ minimumIndent: Int) throws(YAMLError) {
        let innermost = frames.count - 1
        let node = nodes.count
        let start = position
        frames[innermost].entry = YAMLFrame.Entry(node: node, start: position, line: lineStart)
        var properties: UInt32 = 0
        while text[position] == UInt8(ascii: "&") || text[position] == UInt8(ascii: "!") {
            try property(&properties, inFlow: true)
            let end = position
            try skipInFlow(minimumIndent)
            if endsFlowNode {
                append(YAMLNode(end..<end, .empty), properties)
                return complete(node, isJSONLike: false)
            }
        }
        var isQuoted = false
        switch text[position] {
        case 0: throw unclosed()
        case UInt8(ascii: "["), UInt8(ascii: "{"): return try openFlow(properties)
        case UInt8(ascii: "\""):
            append(try doubleQuoted(minimumIndent), properties)
            isQuoted = true
        case UInt8(ascii: "'"):
            append(try singleQuoted(minimumIndent), properties)
            isQuoted = true
        case UInt8(ascii: "*"):
            guard properties == 0 else { throw taggedAlias(start) }
            append(try alias(), properties)
        default: append(try plain(minimumIndent, inFlow: true), properties)
        }
        complete(node, isJSONLike: isQuoted)
    }

    /// Whether nothing of a node follows its properties.
    private var endsFlowNode: Bool {
        switch text[position] {
        case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"): true
        case UInt8(ascii: ":"): isBlank(position + 1) || classes[Int(text[position + 1])] & YAMLClass.flow != 0
        default: false
        }
    }
}
