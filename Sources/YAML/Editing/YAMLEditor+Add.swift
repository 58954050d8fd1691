import JSON

/// Further members and elements.
extension YAMLEditor {
    mutating func add(_ value: [UInt8], at path: JSONPointer) throws(YAMLEditRefusal) {
        guard let token = path.tokens.last else { return try replace(path, with: value) }
        let parent = try text.place(JSONPointer(path.tokens.dropLast()))
        let new = try Self.parsed(value)
        switch text.json.kind(parent.value) {
        case .object:
            guard text.json.member(token, of: parent.value) == nil else { return try replace(path, with: value) }
            try refuseShared(parent)
            try commit(try edits(adding: new, forKey: Array(token.utf8), to: parent))
        case .array:
            let count = text.json.count(parent.value)
            guard let index = token == "-" ? count : JSONPointer.arrayIndex(token), index <= count else {
                throw YAMLEditRefusal("the list has no place \(token)")
            }
            try refuseShared(parent)
            try commit(try edits(adding: new, at: index, to: parent))
        default: throw YAMLEditRefusal("the document has no \(path)")
        }
    }

    private func edits(
        adding new: JSONDocument,
        forKey key: [UInt8],
        to parent: YAMLPlace
    ) throws(YAMLEditRefusal) -> [TextEdit] {
        let source = text.sources[parent.value]
        let writer = self.writer(new)
        if source.style == .blockMapping {
            let line =
                YAMLScalarWriter.string(key, in: .block) + [UInt8(ascii: ":")]
                + writer.behindKey(new.root, indent: source.indent)
            return [lineBehind(source.range.upperBound, indent: source.indent, line)]
        }
        let quotes = text.json.members(parent.value).contains { text.sources[$0.key].style == .doubleQuoted }
        if isEmptyInBlock(parent) {
            var object = JSONWriter()
            object.beginObject()
            object.key(String(decoding: key, as: UTF8.self))
            object.raw(new.bytes[new.range(new.root)])
            object.endObject()
            return try edits(filling: parent, with: object.bytes)
        }
        let name = quotes ? YAMLScalarWriter.doubleQuoted(key) : YAMLScalarWriter.string(key, in: .flow)
        let member = name + Array(": ".utf8) + writer.inline(new.root, in: .flow, quotes: quotes)
        return inFlow(member, behind: text.values(of: parent.value).last, of: parent.value)
    }

    private func edits(
        adding new: JSONDocument,
        at index: Int,
        to parent: YAMLPlace
    ) throws(YAMLEditRefusal) -> [TextEdit] {
        let source = text.sources[parent.value]
        let writer = self.writer(new)
        let elements = text.values(of: parent.value)
        if source.style == .blockSequence {
            let dash = dashWidth(source)
            let line = [UInt8(ascii: "-")] + writer.behindDash(new.root, indent: source.indent, dash: dash)
            if index > 0 {
                return [lineBehind(text.sources[elements[index - 1]].range.upperBound, indent: source.indent, line)]
            }
            let space = [UInt8](repeating: 0x20, count: source.indent)
            return [insertion(line + text.lineBreak + space, at: source.range.lowerBound)]
        }
        if isEmptyInBlock(parent) {
            return try edits(
                filling: parent,
                with: [UInt8(ascii: "[")] + new.bytes[new.range(new.root)] + [UInt8(ascii: "]")]
            )
        }
        let quotes = elements.contains { text.sources[$0].style == .doubleQuoted }
        let element = writer.inline(new.root, in: .flow, quotes: quotes)
        guard index > 0 || elements.isEmpty else {
            return [insertion(element + Array(", ".utf8), at: source.range.lowerBound + 1)]
        }
        return inFlow(element, behind: index > 0 ? elements[index - 1] : nil, of: parent.value)
    }

    /// The columns from a list's `-` to what follows it, where that is in the same line.
    private func dashWidth(_ list: YAMLSource) -> Int {
        let next = text.skipSpace(list.range.lowerBound + 1)
        let width = next - list.range.lowerBound
        return next < text.bytes.count && !text.isBreak(next) && (2...8).contains(width) ? width : 2
    }

    /// Behind the line where an entry ends, with its comment.
    private func lineBehind(_ end: Int, indent: Int, _ line: [UInt8]) -> TextEdit {
        let whole = [UInt8](repeating: 0x20, count: indent) + line
        let lineEnd = text.lineEnd(end)
        let next = text.behindLine(end)
        // The last line of a file may have no line break, and then has none behind the new one.
        guard next > lineEnd else { return insertion(text.lineBreak + whole, at: lineEnd) }
        return insertion(whole + text.lineBreak, at: next)
    }

    /// Whether `{}` or `[]` stands where a block collection may.
    private func isEmptyInBlock(_ place: YAMLPlace) -> Bool {
        let range = text.sources[place.value].range
        guard text.json.count(place.value) == 0, text.skipAll(range.lowerBound + 1) == range.upperBound - 1,
            !text.hasComment(range)
        else { return false }
        return place.container.map(text.isBlock) ?? true
    }

    private func edits(filling place: YAMLPlace, with value: [UInt8]) throws(YAMLEditRefusal) -> [TextEdit] {
        try edits(replacing: place, with: try Self.parsed(value), like: text.sources[place.value].style)
    }

    /// Puts an entry behind the `last` one of a flow collection, or into an empty one.
    private func inFlow(_ entry: [UInt8], behind last: JSONNode?, of container: JSONNode) -> [TextEdit] {
        let range = text.sources[container].range
        guard let last else { return [insertion(entry, at: range.lowerBound + 1)] }
        let end = text.sources[last].range.upperBound
        let comma = text.skipAll(end)
        let hasComma = comma < range.upperBound && text.bytes[comma] == UInt8(ascii: ",")
        let place = hasComma ? comma + 1 : end
        let isLast = !hasComma || text.skipAll(comma + 1) == range.upperBound - 1
        // Where entries have lines of their own, so has the new one.
        let first = text.sources[text.values(of: container).last ?? last].range.lowerBound
        let lineStart = text.lineStart(first)
        let lineEnd = text.lineEnd(place)
        guard lineStart > range.lowerBound, lineEnd < range.upperBound, onlyComment(place..<lineEnd) else {
            let comma: [UInt8] = hasComma && !isLast ? [UInt8(ascii: ",")] : []
            return [insertion((hasComma ? [0x20] : Array(", ".utf8)) + entry + comma, at: place)]
        }
        let indent = text.bytes[lineStart..<text.skipSpace(lineStart)]
        let line = text.lineBreak + indent + entry + (hasComma ? [UInt8(ascii: ",")] : [])
        if hasComma { return [insertion(line, at: lineEnd)] }
        if place == lineEnd { return [insertion([UInt8(ascii: ",")] + line, at: place)] }
        return [insertion([UInt8(ascii: ",")], at: place), insertion(line, at: lineEnd)]
    }

    private func onlyComment(_ range: Range<Int>) -> Bool {
        let start = text.skipSpace(range.lowerBound)
        return start >= range.upperBound || text.bytes[start] == UInt8(ascii: "#") && start > range.lowerBound
    }
}
