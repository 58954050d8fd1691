/// Text for terminals: nothing wider than 100 columns, if it has blanks to break at.
enum TextLayout {
    static let width = 100

    /// Lines of at most ``width`` columns, each indented.
    static func wrapped(_ text: String, indent: Int, first: String? = nil) -> String {
        let margin = String(repeating: " ", count: indent)
        var lines: [String] = []
        var line = first ?? margin
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
        return lines.joined(separator: "\n") + "\n"
    }

    static func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}
