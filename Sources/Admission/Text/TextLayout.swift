/// Text for terminals: nothing wider than 100 columns, if it has blanks to break at.
package enum TextLayout {
    private static let width = 100

    /// Lines of at most 100 columns, each indented.
    package static func wrapped(_ text: String, indent: Int, first: String? = nil) -> String {
        lines(text, margin: spaces(indent), first: first).joined(separator: "\n") + "\n"
    }

    /// The same without line ends: the first begins with `first`, the others with the margin.
    package static func lines(_ text: String, margin: String, first: String? = nil) -> [String] {
        let start = first ?? margin
        // Nearly every line fits, and bytes are counted faster than what people see.
        if start.utf8.count + text.utf8.count <= width { return [start + text] }
        var lines: [String] = []
        var line = start
        var isEmpty = true
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            if !isEmpty, line.count + 1 + word.count > width {
                lines.append(line)
                line = margin
                isEmpty = true
            }
            line += (isEmpty ? "" : " ") + word
            isEmpty = false
        }
        lines.append(line)
        return lines
    }

    package static func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}
