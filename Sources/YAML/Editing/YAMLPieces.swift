import JSON

/// A text that is being edited, as pieces of the original and what was put between them.
struct YAMLPieces {
    private enum Piece {
        case original(Range<Int>)
        case new([UInt8])

        var count: Int {
            switch self {
            case .original(let range): range.count
            case .new(let bytes): bytes.count
            }
        }

        func part(_ range: Range<Int>) -> Piece {
            switch self {
            case .original(let whole):
                .original((whole.lowerBound + range.lowerBound)..<(whole.lowerBound + range.upperBound))
            case .new(let bytes): .new(Array(bytes[range]))
            }
        }
    }

    private let original: Range<Int>
    private var pieces: [Piece]

    init(_ original: Range<Int>) {
        self.original = original
        pieces = [.original(original)]
    }

    /// Replaces a range of the present text.
    mutating func apply(_ edit: TextEdit) {
        let count = pieces.reduce(0) { $0 + $1.count }
        let new: [Piece] = edit.replacement.isEmpty ? [] : [.new(edit.replacement)]
        pieces = parts(0..<edit.range.lowerBound) + new + parts(edit.range.upperBound..<count)
    }

    private func parts(_ wanted: Range<Int>) -> [Piece] {
        var parts: [Piece] = []
        var position = 0
        for piece in pieces {
            let part = wanted.clamped(to: position..<position + piece.count)
            if !part.isEmpty { parts.append(piece.part((part.lowerBound - position)..<(part.upperBound - position))) }
            position += piece.count
        }
        return parts
    }

    /// What changes the original into the present text, in order and without overlap.
    var edits: [TextEdit] {
        var edits: [TextEdit] = []
        var position = original.lowerBound
        var pending: [UInt8] = []
        func flush(_ next: Int) {
            if next > position || !pending.isEmpty {
                edits.append(TextEdit(range: position..<next, replacement: pending))
            }
            pending = []
        }
        for piece in pieces {
            switch piece {
            case .new(let bytes): pending += bytes
            case .original(let range):
                flush(range.lowerBound)
                position = range.upperBound
            }
        }
        flush(original.upperBound)
        return edits
    }

    /// The place of the original that a place of the present text comes from, or the one before what was put in.
    func originalOffset(_ offset: Int) -> Int {
        var position = 0
        var last = original.lowerBound
        for piece in pieces {
            if case .original(let range) = piece {
                if offset < position + range.count { return range.lowerBound + max(0, offset - position) }
                last = range.upperBound
            }
            position += piece.count
            if offset < position { return last }
        }
        return last
    }
}
