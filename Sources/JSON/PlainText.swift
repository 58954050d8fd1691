/// Text that goes to logs, terminals and HTTP headers.
package enum PlainText {
    /// The text with a space for everything that is not printed: line breaks, escapes, direction marks.
    package static func line(_ text: String) -> String {
        guard !isPrintableASCII(text), text.unicodeScalars.contains(where: isHidden) else { return text }
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { scalars.append(isHidden(scalar) ? " " : scalar) }
        return String(scalars)
    }

    /// Most texts are; written so that it is done for many bytes at once.
    private static func isPrintableASCII(_ text: String) -> Bool {
        text.utf8.withContiguousStorageIfAvailable { bytes in
            var others: UInt8 = 0
            for byte in bytes { others |= byte &- 0x20 < 0x5F ? 0 : 1 }
            return others == 0
        } ?? false
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
