import JSON

/// Other values, and other keys.
extension YAMLEditor {
    mutating func replace(_ path: JSONPointer, with value: [UInt8]) throws(YAMLEditRefusal) {
        let place = try text.place(path)
        let new = try Self.parsed(value)
        if new.isEqual(new.root, to: place.value, in: text.json) { return }
        try refuseShared(place)
        // What is around a block scalar may keep it from having the text; quotes can always hold it.
        var styles = [text.sources[place.value].style]
        if styles[0] == .literal || styles[0] == .folded { styles.append(.doubleQuoted) }
        var refusal = YAMLEditRefusal(
            "what stands before the value, such as a tag, would give the new one another meaning"
        )
        for style in styles {
            var attempt = self
            do throws(YAMLEditRefusal) {
                try attempt.commit(try attempt.edits(replacing: place, with: new, like: style))
                guard let now = try? attempt.text.place(path).value,
                    attempt.text.json.isEqual(now, to: new.root, in: new)
                else { continue }
                self = attempt
                return
            } catch {
                refusal = error
            }
        }
        throw anchorWithin(place) ?? refusal
    }

    func edits(
        replacing place: YAMLPlace,
        with new: JSONDocument,
        like style: YAMLStyle
    ) throws(YAMLEditRefusal) -> [TextEdit] {
        let writer = self.writer(new)
        var old = text.sources[place.value]
        old.style = style
        if let container = place.container, text.isFlow(container) {
            return [
                replaceInline(
                    old,
                    writer.inline(new.root, in: .flow, quotes: old.style == .doubleQuoted),
                    in: .flow,
                    new
                )
            ]
        }
        guard writer.isBlock(new.root) else { return replacement(of: place, old, with: new) }
        return try block(replacing: place, old, writer)
    }

    /// A value in one line or a block scalar instead of whatever is there.
    private func replacement(of place: YAMLPlace, _ old: YAMLSource, with new: JSONDocument) -> [TextEdit] {
        let inline = replaceInline(old, writer(new).inline(new.root, in: .block), in: .block, new)
        guard old.style == .blockMapping || old.style == .blockSequence, text.beginsLine(old.range.lowerBound),
            let head = head(of: place)
        else { return [inline] }
        // The value goes behind its key, and the lines of the old one go away.
        let lines = text.lineStart(old.range.lowerBound)..<text.behindLine(old.range.upperBound)
        return [insertion([0x20] + inline.replacement, at: head), TextEdit(range: lines, replacement: [])]
    }

    private func replaceInline(
        _ old: YAMLSource,
        _ plain: [UInt8],
        in context: YAMLScalarWriter.Context,
        _ new: JSONDocument
    ) -> TextEdit {
        var value = plain
        if new.kind(new.root) == .string {
            let decoded = YAMLScalarWriter.decoded(new, new.root)
            value = YAMLScalarWriter.string(decoded, in: context, like: old.style)
            if old.style == .literal || old.style == .folded,
                let block = YAMLScalarWriter.block(decoded, old.style, indent: old.indent, lineBreak: text.lineBreak)
            {
                value = block
            }
        }
        if old.style == .empty { value = behind(old.range.lowerBound) + value }
        return TextEdit(range: old.range, replacement: value)
    }

    /// What must stand between a key, or a `-`, and a value where there is none.
    private func behind(_ offset: Int) -> [UInt8] {
        guard offset > 0 else { return [] }
        let isOpen = [UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "?")].contains(text.bytes[offset - 1])
        return isOpen ? [0x20] : Array(": ".utf8)
    }

    /// A block collection instead of whatever is there.
    private func block(
        replacing place: YAMLPlace,
        _ old: YAMLSource,
        _ writer: YAMLValueWriter
    ) throws(YAMLEditRefusal) -> [TextEdit] {
        let start = old.range.lowerBound
        let isOldBlock = old.style == .blockMapping || old.style == .blockSequence
        let new = writer.json
        guard let container = place.container else {
            if isOldBlock {
                return [
                    TextEdit(
                        range: old.range,
                        replacement: writer.lines(new.root, indent: old.indent, isFirstIndented: false)
                    )
                ]
            }
            let lead = text.beginsLine(start) ? [] : text.lineBreak
            return [TextEdit(range: old.range, replacement: lead + writer.lines(new.root, indent: 0))]
        }
        let outer = text.sources[container].indent
        guard place.key != nil else {
            let column = old.style == .empty ? outer + 2 : text.column(start)
            let lines = writer.lines(new.root, indent: column, isFirstIndented: false)
            return [TextEdit(range: old.range, replacement: (old.style == .empty ? [0x20] : []) + lines)]
        }
        guard let head = head(of: place) else {
            throw YAMLEditRefusal("the value's key has a form that cannot be edited")
        }
        let isList = new.kind(new.root) == .array
        if isOldBlock, text.beginsLine(start) {
            let keepsIndent = isList == (old.style == .blockSequence)
            let indent = keepsIndent ? old.indent : outer + (isList ? writer.steps.list : writer.steps.mapping)
            let range = text.lineStart(start)..<old.range.upperBound
            return [TextEdit(range: range, replacement: writer.lines(new.root, indent: indent))]
        }
        // A comment behind the old value stays behind the key.
        let lines = writer.behindKey(new.root, indent: outer)
        let end = text.lineEnd(old.range.upperBound)
        return [TextEdit(range: head..<old.range.upperBound, replacement: []), insertion(lines, at: end)]
    }

    /// Behind the `:` of a block mapping's member.
    func head(of place: YAMLPlace) -> Int? {
        if let key = place.key {
            let colon = text.skipSpace(text.sources[key].range.upperBound)
            return colon < text.bytes.count && text.bytes[colon] == UInt8(ascii: ":") ? colon + 1 : nil
        }
        return nil
    }

    func insertion(_ bytes: [UInt8], at offset: Int) -> TextEdit {
        TextEdit(range: offset..<offset, replacement: bytes)
    }

    func writer(_ json: JSONDocument) -> YAMLValueWriter {
        YAMLValueWriter(json: json, lineBreak: text.lineBreak, steps: YAMLIndentation(text))
    }

    mutating func move(_ from: JSONPointer, to path: JSONPointer) throws(YAMLEditRefusal) {
        guard from != path else { return }
        guard !path.starts(with: from) else { throw YAMLEditRefusal("a value cannot be moved into itself") }
        let place = try text.place(from)
        let isRename =
            from.tokens.dropLast().elementsEqual(path.tokens.dropLast()) && place.key != nil
            && (try? text.place(path)) == nil
        guard isRename, let key = place.key, let name = path.tokens.last else {
            let value = try value(at: from)
            try remove(from)
            return try add(value, at: path)
        }
        let source = text.sources[key]
        if source.isShared || text.sources.isAlias(key) { throw shared(place) }
        let isFlow = place.container.map(text.isFlow) ?? false
        let new = YAMLScalarWriter.string(Array(name.utf8), in: isFlow ? .flow : .block, like: source.style)
        try commit([TextEdit(range: source.range, replacement: new)])
    }
}
