/// Plain and quoted scalars: where they end; ``YAMLScalarText`` says what they mean.
extension YAMLParser {
    @inline(__always)
    mutating func plain(_ minimumIndent: Int, inFlow: Bool) throws(YAMLError) -> YAMLNode {
        let start = position
        let byte = text[start]
        if classes[Int(byte)] & YAMLClass.indicator != 0 { throw cannotBegin(byte) }
        if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: ":") {
            let next = classes[Int(text[start + 1])]
            let stop = YAMLClass.space | YAMLClass.endOfLine | (inFlow ? YAMLClass.flow : 0)
            if next & stop != 0 { throw cannotBegin(byte) }
        }
        let end = plainLine(inFlow)
        // In block style most scalars end where the next line is indented less.
        guard classes[Int(text[position])] & YAMLClass.endOfLine != 0, text[position] != 0 else {
            position = end
            return YAMLNode(start..<end, .plain)
        }
        return try plainLines(start, end, minimumIndent, inFlow)
    }

    /// Moves over what a plain scalar has in a line and white space; returns the end without that.
    @inline(__always)
    private mutating func plainLine(_ inFlow: Bool) -> Int {
        let stop = YAMLClass.endOfLine | YAMLClass.plainStop | (inFlow ? YAMLClass.flow : 0)
        let start = position
        var index = position
        while true {
            while classes[Int(text[index])] & stop == 0 { index &+= 1 }
            let byte = text[index]
            if byte == UInt8(ascii: ":") {
                let next = classes[Int(text[index &+ 1])]
                if next & (YAMLClass.space | YAMLClass.endOfLine | (inFlow ? YAMLClass.flow : 0)) != 0 { break }
            } else if byte == UInt8(ascii: "#") {
                if index > start, classes[Int(text[index &- 1])] == YAMLClass.space { break }
            } else {
                break
            }
            index &+= 1
        }
        position = index
        while index > start, classes[Int(text[index &- 1])] == YAMLClass.space { index &-= 1 }
        return index
    }

    /// The rest of a plain scalar behind the end of its first line.
    private mutating func plainLines(
        _ start: Int,
        _ firstEnd: Int,
        _ minimumIndent: Int,
        _ inFlow: Bool
    ) throws(YAMLError) -> YAMLNode {
        var end = firstEnd
        var flags: YAMLNode.Flags = []
        var endLine = lineStart
        while classes[Int(text[position])] & YAMLClass.endOfLine != 0, text[position] != 0 {
            skipLineBreak()
            var index = position
            while text[index] == 0x20 { index &+= 1 }
            let indent = index - lineStart
            while classes[Int(text[index])] == YAMLClass.space { index &+= 1 }
            let byte = text[index]
            if classes[Int(byte)] & YAMLClass.endOfLine != 0, byte != 0 {
                position = index
                continue
            }
            guard byte != 0, indent >= minimumIndent, byte != UInt8(ascii: "#"), !isMarker(lineStart),
                !(inFlow && endsPlain(at: index))
            else { break }
            if !inFlow, byte == UInt8(ascii: ":"), isBlank(index + 1) { break }
            position = index
            flags.insert(.multiline)
            end = plainLine(inFlow)
            endLine = lineStart
        }
        position = end
        lineStart = endLine
        return YAMLNode(start..<end, .plain, flags: flags)
    }

    /// Whether a line of a flow collection begins with what is no text.
    private func endsPlain(at index: Int) -> Bool {
        let byte = text[index]
        if classes[Int(byte)] & YAMLClass.flow != 0 { return true }
        guard byte == UInt8(ascii: ":") else { return false }
        return isBlank(index + 1) || classes[Int(text[index + 1])] & YAMLClass.flow != 0
    }

    private func cannotBegin(_ byte: UInt8) -> YAMLError {
        let name = byte == 0 ? "the end" : "'\(Character(Unicode.Scalar(byte)))'"
        switch byte {
        case UInt8(ascii: "-"):
            return failure("a list item cannot begin here; quote the text if it is one", at: position)
        case UInt8(ascii: "#") where position > lineStart && !isBlank(position - 1):
            return failure("a space is needed before the '#' of a comment", at: position)
        case UInt8(ascii: "\t"): return tabIndents()
        default: return failure("a text cannot begin with \(name) unless it is quoted", at: position)
        }
    }

    mutating func singleQuoted(_ minimumIndent: Int) throws(YAMLError) -> YAMLNode {
        let start = position
        var flags: YAMLNode.Flags = []
        position += 1
        while true {
            let stop = YAMLClass.endOfLine | YAMLClass.singleStop
            while classes[Int(text[position])] & stop == 0 { position &+= 1 }
            if text[position] == UInt8(ascii: "'") {
                guard text[position + 1] == UInt8(ascii: "'") else { break }
                flags.insert(.escaped)
                position += 2
            } else {
                try quotedLineBreak(start, minimumIndent, "'")
                flags.insert(.multiline)
            }
        }
        position += 1
        return YAMLNode(start..<position, .singleQuoted, flags: flags)
    }

    mutating func doubleQuoted(_ minimumIndent: Int) throws(YAMLError) -> YAMLNode {
        let start = position
        var flags: YAMLNode.Flags = []
        position += 1
        while true {
            let stop = YAMLClass.endOfLine | YAMLClass.doubleStop
            while classes[Int(text[position])] & stop == 0 { position &+= 1 }
            if text[position] == UInt8(ascii: "\"") { break }
            if text[position] == UInt8(ascii: "\\") {
                flags.insert(.escaped)
                position += 1
                // An escaped line break is one all the same.
                if classes[Int(text[position])] & YAMLClass.endOfLine == 0 {
                    guard let escape = YAMLEscape(text, at: position) else { throw invalidEscape() }
                    position += escape.length
                }
            } else {
                try quotedLineBreak(start, minimumIndent, "\"")
                flags.insert(.multiline)
            }
        }
        position += 1
        return YAMLNode(start..<position, .doubleQuoted, flags: flags)
    }

    private func invalidEscape() -> YAMLError {
        switch text[position] {
        case UInt8(ascii: "x"), UInt8(ascii: "u"), UInt8(ascii: "U"):
            return failure(
                "an escape is \\x with 2, \\u with 4 or \\U with 8 hexadecimal digits of a Unicode character",
                at: position - 1
            )
        default: return failure("double quotes know no such escape; write '\\\\' for a backslash", at: position - 1)
        }
    }

    /// Moves over the line break of a quoted scalar and the empty lines and indentation behind it.
    private mutating func quotedLineBreak(
        _ start: Int,
        _ minimumIndent: Int,
        _ quote: String
    ) throws(YAMLError) {
        while text[position] != 0 {
            skipLineBreak()
            if isMarker(position) {
                throw failure(
                    "a document cannot end within quotes; they are opened above (byte \(start))",
                    at: position
                )
            }
            while text[position] == 0x20 { position &+= 1 }
            let indent = position - lineStart
            skipSpace()
            guard classes[Int(text[position])] & YAMLClass.endOfLine != 0 else {
                guard indent < minimumIndent else { return }
                throw text[lineStart + indent] == 0x09
                    ? tabIndents()
                    : failure(
                        "a quoted text's lines must be indented by \(minimumIndent) or more spaces here",
                        at: position
                    )
            }
        }
        throw failure("the quote \(quote) that is opened here is not closed", at: start)
    }
}
