/// Text that goes to logs, terminals and HTTP headers.
package enum PlainText {
    /// The text with a space for everything that is not printed: line breaks, escapes, direction marks.
    package static func line(_ text: String) -> String {
        guard !text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }), text.unicodeScalars.contains(where: isHidden) else {
            return text
        }
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { scalars.append(isHidden(scalar) ? " " : scalar) }
        return String(scalars)
    }

    /// Controls (C0, DEL, C1), direction marks and other invisible formatting, line and paragraph separators.
    static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: return true
        default: return false
        }
    }
}
