import JSON
import Manifests

/// A text with changes that were made one after the other, each in terms of the text as it was then.
struct EditedText {
    private enum Piece {
        /// Bytes of the original.
        case kept(Range<Int>)
        case new([UInt8])

        var count: Int {
            switch self {
            case .kept(let range): range.count
            case .new(let bytes): bytes.count
            }
        }
    }

    let original: [UInt8]
    private(set) var bytes: [UInt8]
    private var pieces: [Piece]

    init(_ original: [UInt8]) {
        self.original = original
        bytes = original
        pieces = [.kept(0..<original.count)]
    }

    /// `edits` are in the order of the text, and none lies within another.
    mutating func apply(_ edits: [TextEdit]) {
        guard !edits.isEmpty else { return }
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count + edits.reduce(0) { $0 + $1.replacement.count })
        var position = 0
        var cutter = PieceCutter(pieces)
        var result: [Piece] = []
        for edit in edits where edit.range.lowerBound >= position && edit.range.upperBound <= bytes.count {
            text += bytes[position..<edit.range.lowerBound]
            text += edit.replacement
            cutter.take(edit.range.lowerBound - position, into: &result)
            if !edit.replacement.isEmpty { result.append(.new(edit.replacement)) }
            cutter.drop(edit.range.count)
            position = edit.range.upperBound
        }
        text += bytes[position...]
        cutter.take(bytes.count - position, into: &result)
        bytes = text
        pieces = result
    }

    /// The changes in terms of the original, in its order.
    var changes: [TextEdit] {
        var changes: [TextEdit] = []
        var position = 0
        var replacement: [UInt8] = []
        func note(upTo end: Int) {
            guard end > position || !replacement.isEmpty else { return }
            changes.append(TextEdit(range: position..<end, replacement: replacement))
            replacement = []
        }
        for piece in pieces {
            switch piece {
            case .new(let bytes): replacement += bytes
            case .kept(let range):
                guard !range.isEmpty else { continue }
                note(upTo: range.lowerBound)
                position = range.upperBound
            }
        }
        note(upTo: original.count)
        return changes
    }

    /// Hands out a list of pieces by numbers of bytes.
    private struct PieceCutter {
        private let pieces: [Piece]
        private var index = 0
        /// Bytes of the piece at ``index`` that were handed out.
        private var used = 0

        init(_ pieces: [Piece]) {
            self.pieces = pieces
        }

        mutating func take(_ count: Int, into result: inout [Piece]) {
            cut(count) { result.append($0) }
        }

        mutating func drop(_ count: Int) {
            cut(count) { _ in }
        }

        private mutating func cut(_ count: Int, _ body: (Piece) -> Void) {
            var rest = count
            while rest > 0, index < pieces.count {
                let piece = pieces[index]
                let length = min(rest, piece.count - used)
                switch piece {
                case .kept(let range): body(.kept(range.dropFirst(used).prefix(length)))
                case .new(let bytes): body(.new(Array(bytes[used..<used + length])))
                }
                rest -= length
                used += length
                if used == piece.count { (index, used) = (index + 1, 0) }
            }
        }
    }
}
