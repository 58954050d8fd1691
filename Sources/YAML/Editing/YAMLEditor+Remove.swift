import JSON

/// Members and elements that go away, with their lines and the comments in those.
extension YAMLEditor {
    mutating func remove(_ path: JSONPointer) throws(YAMLEditRefusal) {
        let place = try text.place(path)
        guard let container = place.container else { throw YAMLEditRefusal("the whole document cannot be removed") }
        try refuseShared(place, in: container)
        let values = text.values(of: container)
        guard let index = values.firstIndex(of: place.value) else {
            throw YAMLEditRefusal("the document has no \(path)")
        }
        guard values.count > 1 else {
            let parent = try text.place(JSONPointer(path.tokens.dropLast()))
            let empty = try Self.parsed(Array((place.key == nil ? "[]" : "{}").utf8))
            let edits = try edits(replacing: parent, with: empty, like: text.sources[container].style)
            return try commit(edits, removing: place)
        }
        let edits =
            text.isFlow(container)
            ? inFlow(place, container, previous: index > 0 ? values[index - 1] : nil, isLast: index == values.count - 1)
            : try inBlock(place, container, index, values)
        try commit(edits, removing: place)
    }

    private mutating func commit(_ edits: [TextEdit], removing place: YAMLPlace) throws(YAMLEditRefusal) {
        do throws(YAMLEditRefusal) {
            try commit(edits)
        } catch {
            throw anchorWithin(place) ?? error
        }
    }

    /// The alias of a value may go, but not what came by a merge key, nor what an alias elsewhere needs.
    private func refuseShared(_ place: YAMLPlace, in container: JSONNode) throws(YAMLEditRefusal) {
        let isOwn = !text.sources[container].isShared && place.key.map { !text.sources[$0].isShared } ?? true
        if isOwn, text.sources.isAlias(place.value) { return }
        try refuseShared(place)
    }

    private func inBlock(
        _ place: YAMLPlace,
        _ container: JSONNode,
        _ index: Int,
        _ values: [JSONNode]
    ) throws(YAMLEditRefusal) -> [TextEdit] {
        let start = try entryStart(place, container, index, values)
        let end = text.sources[place.value].range.upperBound
        let lineEnd = text.lineEnd(end)
        if text.beginsLine(start) {
            let line = text.lineStart(start)
            let next = text.behindLine(end)
            // The last line of a file takes away the line break before it, if it has none of its own.
            if next == lineEnd, line > 0 {
                let before =
                    text.bytes[line - 1] == 0x0A && line > 1 && text.bytes[line - 2] == 0x0D ? line - 2 : line - 1
                return [TextEdit(range: before..<lineEnd, replacement: [])]
            }
            return [TextEdit(range: line..<next, replacement: [])]
        }
        // The first entry stands behind a `- `: the next one moves there, unless a comment is in between.
        guard index + 1 < values.count else { throw YAMLEditRefusal("the entry stands in a line with others") }
        let next = text.skipAll(lineEnd)
        guard text.hasComment(lineEnd..<next) else { return [TextEdit(range: start..<next, replacement: [])] }
        let before = text.trimSpace(start, from: text.lineStart(start))
        return [TextEdit(range: before..<lineEnd, replacement: [])]
    }

    /// Where the key or the `-` of an entry of a block collection begins, its properties included.
    private func entryStart(
        _ place: YAMLPlace,
        _ container: JSONNode,
        _ index: Int,
        _ values: [JSONNode]
    ) throws(YAMLEditRefusal) -> Int {
        let source = text.sources[container]
        if let key = place.key {
            let line = text.lineStart(text.sources[key].range.lowerBound)
            let column = line + source.indent
            return text.skipSpace(line) == column ? column : source.range.lowerBound
        }
        guard index > 0 else { return source.range.lowerBound }
        let start = text.skipAll(text.sources[values[index - 1]].range.upperBound)
        guard start < text.bytes.count, text.bytes[start] == UInt8(ascii: "-") else {
            throw YAMLEditRefusal("the list item has a form that cannot be edited")
        }
        return start
    }

    private func inFlow(
        _ place: YAMLPlace,
        _ container: JSONNode,
        previous: JSONNode?,
        isLast: Bool
    ) -> [TextEdit] {
        let start = text.sources[place.key ?? place.value].range.lowerBound
        let end = text.sources[place.value].range.upperBound
        if isLast, let previous {
            // The comma before it goes too, and comments stay.
            let comma = text.skipAll(text.sources[previous].range.upperBound)
            if text.hasComment(comma..<start) {
                return [
                    TextEdit(range: comma..<comma + 1, replacement: []),
                    TextEdit(range: start..<end, replacement: []),
                ]
            }
            return [TextEdit(range: text.sources[previous].range.upperBound..<end, replacement: [])]
        }
        let comma = text.skipAll(end)
        let next = text.skipSpace(min(comma + 1, text.bytes.count))
        // An entry with a line of its own takes that away, with its comment.
        guard text.beginsLine(start), next < text.bytes.count,
            text.isBreak(next) || text.bytes[next] == UInt8(ascii: "#")
        else {
            return [TextEdit(range: start..<next, replacement: [])]
        }
        return [TextEdit(range: text.lineStart(start)..<text.behindLine(next), replacement: [])]
    }
}
