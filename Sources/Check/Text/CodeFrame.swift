import JSON
import Manifests

/// The line that a finding is about, with a mark below the value.
struct CodeFrame {
    /// Columns of the line that are shown; of a longer one the part around the value.
    private static let width = 100
    /// What is shown before the value when the line is cut.
    private static let lead = 30

    let number: Int
    let line: String
    /// Blanks and carets, as wide as what they stand below.
    let mark: String

    /// Nil where there is no such line.
    init?(_ location: SourceLocation, in file: ManifestFile) {
        let range = file.lines.range(ofLine: location.start.line, in: file.bytes)
        guard !range.isEmpty else { return nil }
        number = location.start.line
        // A character costs at most four bytes, so that a line of many megabytes is not decoded as a whole.
        let length = file.lines.position(of: range.upperBound, in: file.bytes).column - 1
        let isCutBefore = length > Self.width && location.start.column > Self.width - Self.lead
        let first = isCutBefore ? location.start.column - Self.lead : 1
        let offset = file.lines.offset(of: JSONPosition(line: number, column: first), in: file.bytes)
        let bytes = file.bytes[offset..<min(range.upperBound, offset + 4 * (Self.width + Self.lead))]
        var scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
        let isCutBehind = scalars.count > Self.width || offset + bytes.count < range.upperBound
        scalars = Array(scalars.prefix(Self.width))
        let start = location.start.column - first
        let isOnOneLine = location.end.line == location.start.line
        let end = isOnOneLine ? location.end.column - first : scalars.count
        let shown = scalars.map { PlainText.line(String($0)) }
        line = (first > 1 ? "..." : "") + shown.joined() + (isCutBehind ? "..." : "")
        let before = shown.prefix(max(0, start)).reduce(first > 1 ? 3 : 0) { $0 + Self.columns($1) }
        let below = shown.dropFirst(max(0, start)).prefix(max(0, end - start)).reduce(0) { $0 + Self.columns($1) }
        mark = String(repeating: " ", count: before) + String(repeating: "^", count: max(1, below))
    }

    /// Columns of a terminal: two for the scripts of East Asia (Unicode Standard Annex 11, wide and full width).
    private static func columns(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { sum, scalar in
            switch scalar.value {
            case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
                0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
                sum + 2
            default: sum + (scalar.properties.generalCategory == .nonspacingMark ? 0 : 1)
            }
        }
    }
}
