/// White space, comments and markers.
extension YAMLParser {
    /// Moves over white space, line breaks and comments.
    ///
    /// Where it has stopped last it stays, with what it has found.
    @inline(__always)
    mutating func skip() {
        // Whoever finds nothing of its own behind a line break leaves the findings to the next.
        guard position != skippedTo else { return }
        // In a local variable, which the optimiser can keep in a register.
        var index = position
        brokeLine = index == lineStart
        sawTab = false
        if brokeLine {
            index = behindSpaces(index)
            indent = index &- lineStart
        }
        while true {
            while classes[Int(text[index])] == YAMLClass.space {
                if text[index] == 0x09 { sawTab = true }
                index &+= 1
            }
            let byte = text[index]
            if byte == 0x0A || byte == 0x0D {
                lineStart = index &+ (byte == 0x0D && text[index &+ 1] == 0x0A ? 2 : 1)
                index = behindSpaces(lineStart)
                indent = index &- lineStart
                brokeLine = true
                sawTab = false
            } else if byte == UInt8(ascii: "#"), mayBeginComment(index) {
                position = index
                skipComment()
                index = position
            } else {
                break
            }
        }
        position = index
        skippedTo = index
    }

    /// The first byte that is no space; eight are looked at together.
    @inline(__always)
    func behindSpaces(_ start: Int) -> Int {
        var index = start
        while true {
            let word = UnsafeRawPointer(text + index).loadUnaligned(as: UInt64.self).littleEndian
            let others = word ^ 0x2020_2020_2020_2020
            if others != 0 { return index &+ others.trailingZeroBitCount &>> 3 }
            index &+= 8
        }
    }

    /// Moves over white space in the line.
    @inline(__always)
    mutating func skipSpace() {
        while classes[Int(text[position])] == YAMLClass.space { position &+= 1 }
    }

    @inline(__always)
    mutating func skipLineBreak() {
        position &+= text[position] == 0x0D && text[position &+ 1] == 0x0A ? 2 : 1
        lineStart = position
    }

    private func mayBeginComment(_ index: Int) -> Bool {
        index == lineStart || classes[Int(text[index - 1])] == YAMLClass.space
    }

    mutating func skipComment() {
        var index = position
        while classes[Int(text[index])] & YAMLClass.endOfLine == 0 { index &+= 1 }
        comments.append(position..<index)
        position = index
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
