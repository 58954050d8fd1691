/// White space, comments and markers.
extension YAMLParser {
    /// Moves over white space, line breaks and comments.
    ///
    /// Where it has stopped last it stays, with what it has found.
    @inline(__always)
    mutating func skip() {
        // Whoever finds nothing of its own behind a line break leaves the findings to the next.
        guard position != skippedTo else { return }
        defer { skippedTo = position }
        brokeLine = position == lineStart
        sawTab = false
        if brokeLine { skipIndentation() }
        while true {
            while classes[Int(text[position])] == YAMLClass.space {
                if text[position] == 0x09 { sawTab = true }
                position &+= 1
            }
            let byte = text[position]
            if byte == 0x0A || byte == 0x0D {
                skipLineBreak()
                skipIndentation()
                brokeLine = true
                sawTab = false
            } else if byte == UInt8(ascii: "#"), mayBeginComment {
                skipComment()
            } else {
                return
            }
        }
    }

    /// Moves over white space in the line.
    @inline(__always)
    mutating func skipSpace() {
        while classes[Int(text[position])] == YAMLClass.space { position &+= 1 }
    }

    @inline(__always)
    private mutating func skipIndentation() {
        while text[position] == 0x20 { position &+= 1 }
        indent = position &- lineStart
    }

    @inline(__always)
    mutating func skipLineBreak() {
        position &+= text[position] == 0x0D && text[position &+ 1] == 0x0A ? 2 : 1
        lineStart = position
    }

    private var mayBeginComment: Bool {
        position == lineStart || classes[Int(text[position - 1])] == YAMLClass.space
    }

    mutating func skipComment() {
        let start = position
        while classes[Int(text[position])] & YAMLClass.endOfLine == 0 { position &+= 1 }
        comments.append(start..<position)
    }

    /// Whether a line begins here with `---` or `...`.
    var isAtMarker: Bool { position == lineStart && isMarker(position) }

    @inline(__always)
    func isMarker(_ line: Int) -> Bool {
        let byte = text[line]
        guard byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") else { return false }
        return text[line &+ 1] == byte && text[line &+ 2] == byte && isBlank(line &+ 3)
    }

    /// Whether the document ends here.
    @inline(__always)
    var isAtEnd: Bool { text[position] == 0 || isAtMarker }

    /// White space, a line break or the end.
    @inline(__always)
    func isBlank(_ index: Int) -> Bool {
        classes[Int(text[index])] & (YAMLClass.space | YAMLClass.endOfLine) != 0
    }

    /// Whether an indicator stands here as such, with white space behind it.
    @inline(__always)
    func isIndicator(_ byte: UInt8) -> Bool { text[position] == byte && isBlank(position &+ 1) }
}
