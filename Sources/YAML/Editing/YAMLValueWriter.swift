import JSON

/// Writes JSON values as YAML, as people lay it out.
struct YAMLValueWriter {
    let json: JSONDocument
    let lineBreak: [UInt8]
    let steps: YAMLIndentation

    /// Deeper values are written as JSON, which is YAML too.
    private static let maximumDepth = 32

    /// What goes behind a `key:`, its space included; a block collection begins in the next line.
    func behindKey(_ node: JSONNode, indent: Int, depth: Int = 0) -> [UInt8] {
        guard isBlock(node), depth < Self.maximumDepth else { return [0x20] + inline(node, in: .block) }
        let isList = json.kind(node) == .array
        return lineBreak + lines(node, indent: indent + (isList ? steps.list : steps.mapping), depth: depth)
    }

    /// What goes behind a `-`; a mapping goes on in the same line.
    func behindDash(_ node: JSONNode, indent: Int, dash: Int, depth: Int = 0) -> [UInt8] {
        let space = [UInt8](repeating: 0x20, count: dash - 1)
        guard isBlock(node), depth < Self.maximumDepth else { return space + inline(node, in: .block) }
        return space + lines(node, indent: indent + dash, depth: depth, isFirstIndented: false)
    }

    func isBlock(_ node: JSONNode) -> Bool { json.count(node) > 0 }

    /// The lines of a block collection, without the last line break.
    func lines(_ node: JSONNode, indent: Int, depth: Int = 0, isFirstIndented: Bool = true) -> [UInt8] {
        let space = [UInt8](repeating: 0x20, count: indent)
        var parts: [[UInt8]] = []
        for element in json.elements(node) {
            parts.append([UInt8(ascii: "-")] + behindDash(element, indent: indent, dash: 2, depth: depth + 1))
        }
        for (key, value) in json.members(node) {
            parts.append(self.key(key) + [UInt8(ascii: ":")] + behindKey(value, indent: indent, depth: depth + 1))
        }
        var result: [UInt8] = []
        for (index, part) in parts.enumerated() {
            if index > 0 { result += lineBreak }
            if index > 0 || isFirstIndented { result += space }
            result += part
        }
        return result
    }

    func key(_ node: JSONNode, in context: YAMLScalarWriter.Context = .block) -> [UInt8] {
        YAMLScalarWriter.string(YAMLScalarWriter.decoded(json, node), in: context)
    }

    /// A value in one line.
    func inline(_ node: JSONNode, in context: YAMLScalarWriter.Context, quotes: Bool = false, depth: Int = 0) -> [UInt8]
    {
        guard depth < Self.maximumDepth else { return Array(json.bytes[json.range(node)]) }
        func joined(_ parts: [[UInt8]], _ brackets: StaticString) -> [UInt8] {
            [brackets.utf8Start[0]] + Array(parts.joined(separator: Array(", ".utf8))) + [brackets.utf8Start[1]]
        }
        switch json.kind(node) {
        case .array:
            return joined(json.elements(node).map { inline($0, in: .flow, quotes: quotes, depth: depth + 1) }, "[]")
        case .object:
            let members = json.members(node).map { key, value in
                (quotes ? YAMLScalarWriter.doubleQuoted(YAMLScalarWriter.decoded(json, key)) : self.key(key, in: .flow))
                    + Array(": ".utf8) + inline(value, in: .flow, quotes: quotes, depth: depth + 1)
            }
            return joined(members, "{}")
        default: return YAMLScalarWriter.scalar(json, node, in: context, like: quotes ? .doubleQuoted : .plain)
        }
    }
}

/// By how many columns a document indents.
struct YAMLIndentation {
    var mapping = 2
    /// Of a list below its key.
    var list = 2

    /// As the document does it where it does it first.
    init(_ text: YAMLEditedText) {
        var hasMapping = false
        var hasList = false
        var open = [text.json.root]
        while let node = open.popLast(), !(hasMapping && hasList) {
            let source = text.sources[node]
            for (_, value) in text.json.members(node).reversed() {
                let inner = text.sources[value]
                open.append(value)
                guard source.style == .blockMapping, !inner.isShared else { continue }
                let step = inner.indent - source.indent
                if inner.style == .blockMapping, step > 0, step <= 8 { (mapping, hasMapping) = (step, true) }
                if inner.style == .blockSequence, step >= 0, step <= 8 { (list, hasList) = (step, true) }
            }
            open += text.json.elements(node).reversed()
        }
    }
}
