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
        let shown = ShownScalars(bytes, limit: Self.width)
        let isCutBehind = shown.isCut || offset + bytes.count < range.upperBound
        let start = max(0, location.start.column - first)
        let isOnOneLine = location.end.line == location.start.line
        let end = isOnOneLine ? location.end.column - first : shown.count
        line = (first > 1 ? "..." : "") + shown.text + (isCutBehind ? "..." : "")
        let before = (first > 1 ? 3 : 0) + shown.columns(0..<start)
        let below = shown.columns(start..<max(start, end))
        mark = Self.row(of: UInt8(ascii: " "), before) + Self.row(of: UInt8(ascii: "^"), max(1, below))
    }

    private static func row(of byte: UInt8, _ count: Int) -> String {
        String(unsafeUninitializedCapacity: count) { buffer in
            buffer.initialize(repeating: byte)
            return count
        }
    }
}
