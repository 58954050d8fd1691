/// Literal and folded text.
extension YAMLParser {
    /// At `|` or `>`; `parent` is the indentation of the collection around it.
    mutating func blockScalar(behind parent: Int) throws(YAMLError) -> YAMLNode {
        let start = position
        let style: YAMLStyle = text[position] == UInt8(ascii: "|") ? .literal : .folded
        let header = try blockScalarHeader()
        let headerEnd = position
        skipSpace()
        if text[position] == UInt8(ascii: "#"), position > headerEnd { skipComment() }
        guard classes[Int(text[position])] & YAMLClass.endOfLine != 0 else {
            throw failure("the text begins in the line below '|' or '>'; here only a comment may follow", at: position)
        }
        if text[position] != 0 { skipLineBreak() }
        let minimum = parent + 1
        let indent: Int
        if let digit = header.indent { indent = max(parent, 0) + digit } else { indent = try detectIndent(minimum) }
        guard indent <= Int(UInt16.max) else {
            throw failure("indented by more than \(UInt16.max) columns", at: position)
        }
        let end = try blockScalarLines(indent, isKept: header.isKept) ?? headerEnd
        lastEnd = end
        return YAMLNode(start..<end, style, indent: indent)
    }

    private mutating func blockScalarHeader() throws(YAMLError) -> (indent: Int?, isKept: Bool) {
        var indent: Int?
        var chomping: UInt8?
        position += 1
        while true {
            let byte = text[position]
            switch byte {
            case UInt8(ascii: "1")...UInt8(ascii: "9") where indent == nil: indent = Int(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "+"), UInt8(ascii: "-"):
                guard chomping == nil else { throw failure("'+' or '-', and only once", at: position) }
                chomping = byte
            default:
                guard isBlank(position) else {
                    throw failure(
                        "behind '|' or '>' one digit from 1 to 9 and one of '+' and '-' are allowed",
                        at: position
                    )
                }
                return (indent, chomping == UInt8(ascii: "+"))
            }
            position += 1
        }
    }

    /// The indentation of the first line that is not empty.
    private func detectIndent(_ minimum: Int) throws(YAMLError) -> Int {
        var line = position
        var longest = 0
        while true {
            var index = line
            while text[index] == 0x20 { index &+= 1 }
            let spaces = index - line
            let byte = text[index]
            if byte == 0x09, spaces < minimum { throw failure("a tab cannot indent; use spaces", at: index) }
            guard byte == 0x0A || byte == 0x0D else {
                guard byte != 0 else { return max(minimum, longest, spaces) }
                guard spaces >= minimum, !isMarker(line) else { return max(minimum, longest) }
                guard longest <= spaces else {
                    throw failure(
                        "an empty line above has \(longest) spaces, more than this first line of the text; remove them",
                        at: index
                    )
                }
                return spaces
            }
            longest = max(longest, spaces)
            line = index &+ (byte == 0x0D && text[index + 1] == 0x0A ? 2 : 1)
        }
    }

    /// Moves behind the lines of the text; returns its end, if it has any.
    private mutating func blockScalarLines(_ indent: Int, isKept: Bool) throws(YAMLError) -> Int? {
        var end: Int?
        while !isMarker(position), text[position] != 0 {
            var index = position
            let column = position &+ indent
            while index < column, text[index] == 0x20 { index &+= 1 }
            let isEmpty = classes[Int(text[index])] & YAMLClass.endOfLine != 0
            if !isEmpty {
                guard index == column else {
                    if text[index] == 0x09 { throw failure("a tab cannot indent; use spaces", at: index) }
                    break
                }
                while classes[Int(text[index])] & YAMLClass.endOfLine == 0 { index &+= 1 }
            }
            position = index
            if !isEmpty || isKept && text[index] != 0 { end = index }
            if text[index] != 0 { skipLineBreak() }
        }
        return end
    }
}
