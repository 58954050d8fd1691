/// Block style: what a node is, by its first characters and its indentation.
extension YAMLParser {
    /// Reads a node whose lines are indented more than `parent`, or the beginning of a block collection.
    mutating func node(behind parent: Int, mayNest nestsInLine: Bool, isValue: Bool) throws(YAMLError) -> YAMLStep {
        var emptyPlace = position
        skip()
        var mayNest = (brokeLine || nestsInLine) && !sawTab
        // Properties of lines above belong to the node, those of its own line maybe to its first key.
        var outer: UInt32 = 0
        var own: UInt32 = 0
        var start = position
        var isNewLine = brokeLine
        while true {
            if isAtEnd { return try empty(at: emptyPlace, outer, own) }
            if isNewLine, indent <= parent {
                if isValue, indent == parent, mayNest, isIndicator(UInt8(ascii: "-")) { return try sequence(outer) }
                return try empty(at: emptyPlace, outer, own)
            }
            let byte = text[position]
            switch byte {
            case UInt8(ascii: "&"), UInt8(ascii: "!"):
                try property(&own)
                emptyPlace = position
                skip()
                isNewLine = brokeLine
                if brokeLine {
                    outer = try merged(outer, own)
                    own = 0
                    mayNest = !sawTab
                    start = position
                }
                continue
            case UInt8(ascii: "-") where isBlank(position + 1):
                guard mayNest, own == 0 else { throw misplaced("a list item", tab: sawTab && own == 0) }
                return try sequence(outer)
            case UInt8(ascii: "?") where isBlank(position + 1):
                guard mayNest, own == 0 else { throw misplaced("a key", tab: sawTab && own == 0) }
                try openMapping(at: start, outer)
                return explicitKey()
            default: return try content(behind: parent, mayNest, start, outer, own)
            }
        }
    }

    /// A scalar, an alias or a flow collection, or the block mapping that it is the first key of.
    private mutating func content(
        behind parent: Int,
        _ mayNest: Bool,
        _ start: Int,
        _ outer: UInt32,
        _ own: UInt32
    ) throws(YAMLError) -> YAMLStep {
        let line = lineStart
        let first = nodes.count
        let byte = text[position]
        if byte == UInt8(ascii: "|") || byte == UInt8(ascii: ">") {
            let scalar = try blockScalar(behind: parent)
            try append(scalar, merged(outer, own))
            return .done
        }
        if byte == UInt8(ascii: ":"), isBlank(position + 1) {
            guard mayNest else { throw misplacedValue() }
            try openMapping(at: start, outer)
            append(YAMLNode(position..<position, .empty), own)
            return value()
        }
        try atom(minimumIndent: parent + 1)
        if text[position] != UInt8(ascii: ":") { try skipToColon() }
        guard text[position] == UInt8(ascii: ":"), isBlank(position + 1) else {
            let all = try merged(outer, own)
            if byte == UInt8(ascii: "*"), all > 0 { throw taggedAlias(start) }
            setProperties(all, of: first)
            return .done
        }
        guard lineStart == line else {
            throw failure("a key must be in one line, and this text with ':' behind it goes over several", at: position)
        }
        guard mayNest else { throw misplacedValue() }
        guard isShort(start..<position) else { throw longKey(start) }
        if byte == UInt8(ascii: "*"), own > 0 { throw taggedAlias(start) }
        setProperties(own, of: first)
        try openMapping(at: start, outer, before: first)
        return value()
    }

    /// Behind an atom: over white space to a `:` that makes it a key, if there is one in the line.
    private mutating func skipToColon() throws(YAMLError) {
        let end = position
        skipSpace()
        if !isIndicator(UInt8(ascii: ":")) { position = end }
    }

    /// Reads a plain or quoted scalar, an alias or a flow collection.
    mutating func atom(minimumIndent: Int) throws(YAMLError) {
        switch text[position] {
        case UInt8(ascii: "\""): nodes.append(try doubleQuoted(minimumIndent))
        case UInt8(ascii: "'"): nodes.append(try singleQuoted(minimumIndent))
        case UInt8(ascii: "*"): nodes.append(try alias())
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            try flow(minimumIndent)
        default: nodes.append(try plain(minimumIndent, inFlow: false))
        }
        lastEnd = position
    }

    /// Behind a complete node: the next entry of the innermost collection that goes on.
    mutating func nextEntry() throws(YAMLError) -> YAMLStep {
        skip()
        let isEnd = isAtEnd
        guard isEnd || brokeLine else { throw unexpectedContent() }
        while let frame = frames.last {
            if isEnd || indent < frame.indent {
                close()
                continue
            }
            guard indent == frame.indent, !sawTab else { throw misaligned(frame) }
            switch frame.kind {
            case .blockSequence:
                if isIndicator(UInt8(ascii: "-")) { return entry(of: frame) }
                // A list may stand as far left as the keys around it.
                guard frames.count > 1, frames[frames.count - 2].indent == indent else {
                    throw failure("a list item is expected here: '- '", at: position)
                }
                close()
            default: return try mappingEntry(frame)
            }
        }
        return .done
    }

    private mutating func entry(of frame: YAMLFrame) -> YAMLStep {
        position += 1
        return .node(indent: frame.indent, mayNest: true, isValue: false)
    }

    private mutating func sequence(_ properties: UInt32) throws(YAMLError) -> YAMLStep {
        let column = position - lineStart
        try open(YAMLFrame(kind: .blockSequence, node: nodes.count, indent: column), .blockSequence, at: position)
        setProperties(properties, of: nodes.count - 1)
        position += 1
        return .node(indent: column, mayNest: true, isValue: false)
    }

    private mutating func empty(
        at place: Int,
        _ outer: UInt32,
        _ own: UInt32
    ) throws(YAMLError) -> YAMLStep {
        // A document of nothing at all has no node.
        let all = try merged(outer, own)
        if frames.isEmpty, all == 0 { return .done }
        append(YAMLNode(place..<place, .empty), all)
        return .done
    }
}
