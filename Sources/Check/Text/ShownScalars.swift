import JSON

/// A part of a line as it is printed, and the columns of a terminal that its characters take.
struct ShownScalars {
    let text: String
    /// Unicode scalars of the text.
    let count: Int
    /// Whether there are more of them than are shown.
    let isCut: Bool
    /// Of each scalar; nil where each has one.
    private let widths: [Int]?

    /// The first `limit` scalars of the bytes.
    init(_ bytes: ArraySlice<UInt8>, limit: Int) {
        // Most lines are, and each byte is a character then.
        if bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) {
            text = String(decoding: bytes.prefix(limit), as: UTF8.self)
            count = min(limit, bytes.count)
            isCut = bytes.count > limit
            widths = nil
            return
        }
        let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
        let shown = scalars.prefix(limit).map { PlainText.line(String($0)) }
        text = shown.joined()
        count = shown.count
        isCut = scalars.count > limit
        widths = shown.map(Self.columns)
    }

    /// The columns of a range of scalars, of which only those that are there count.
    func columns(_ range: Range<Int>) -> Int {
        let range = range.clamped(to: 0..<count)
        return widths?[range].reduce(0, +) ?? range.count
    }

    /// Two for the scripts of East Asia (Unicode Standard Annex 11, wide and full width).
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
