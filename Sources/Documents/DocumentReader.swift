import JSON

/// Reads a stream of JSON documents while it comes in: one, several behind each other, or one a line.
///
/// The elements of a list are documents of their own. Held is one document and one piece of the input at a time. Behind
/// what cannot be read it goes on: with the next document where brackets show its begin, else with the next line that
/// begins like one.
package struct DocumentReader {
    package enum Piece {
        case document(InputDocument)
        case problem(DocumentStream.Problem)
    }

    private enum List {
        case none, opened, behindElement, behindComma
        /// Its brackets cannot be trusted any more: what can be read of it is read.
        case broken

        /// What stands before the next byte, in a list of small numbers.
        var text: String {
            switch self {
            case .none, .broken: ""
            case .opened: "["
            case .behindElement: "[0 "
            case .behindComma: "[0,"
            }
        }
    }

    private enum Skip {
        case nothing
        /// All up to the next opening bracket.
        case toBracket
        /// All up to the next line that begins with one.
        case toLine
    }

    private let splitsLists: Bool
    private var pending: [UInt8] = []
    /// Bytes of the input before those.
    private var base = 0
    /// The first byte of `pending` that is not read.
    private var start = 0
    private var places = PlaceCounter()
    /// Of the value that begins at `start`; nil between values.
    private var value: ValueScanner?
    private var list = List.none
    private var skip = Skip.nothing
    private var isEmpty = true

    package init(splitsLists: Bool = true) {
        self.splitsLists = splitsLists
    }

    package mutating func feed(_ bytes: UnsafeRawBufferPointer, _ body: (Piece) -> Void) {
        pending.append(contentsOf: bytes)
        while let piece = next(isLast: false) { body(piece) }
        places.count(to: start, in: pending)
        pending.removeFirst(start)
        base += start
        places.offset = 0
        start = 0
    }

    /// Says what is left, at the end of the input.
    package mutating func finish(_ body: (Piece) -> Void) {
        while let piece = next(isLast: true) { body(piece) }
        guard isEmpty else { return }
        isEmpty = false
        if let piece = problem(in: [], at: start) { body(piece) }
    }

    private mutating func next(isLast: Bool) -> Piece? {
        while true {
            if value == nil {
                if skip != .nothing { passOver() }
                while start < pending.count, pending[start] <= 0x20 { start += 1 }
                guard start < pending.count else { return isLast ? openList() : nil }
                isEmpty = false
                if let piece = delimiter() { return piece }
                guard value != nil else { continue }
            }
            guard let end = valueEnd(isLast) else { return nil }
            value = nil
            if let piece = take(end) { return piece }
        }
    }

    /// Takes the bracket or comma at `start`, or opens a value there; what may not stand there is a problem.
    private mutating func delimiter() -> Piece? {
        let byte = pending[start]
        switch (list, byte) {
        case (.none, UInt8(ascii: "[")) where splitsLists: list = .opened
        case (.opened, UInt8(ascii: "]")), (.behindElement, UInt8(ascii: "]")): list = .none
        case (.behindElement, UInt8(ascii: ",")): list = .behindComma
        case (.broken, _) where Self.isEnd(byte): break
        case _ where list == .behindElement || Self.isEnd(byte):
            let piece = problem(in: Array(list.text.utf8) + [byte], at: start)
            breakList()
            skip = .toLine
            return piece
        default:
            value = ValueScanner()
            return nil
        }
        start += 1
        return nil
    }

    private mutating func valueEnd(_ isLast: Bool) -> ValueScanner.End? {
        guard var scanner = value else { return nil }
        value = nil
        let isList = list != .none
        let end = pending.withUnsafeBufferPointer { source in
            scanner.end(in: UnsafeBufferPointer(rebasing: source[start...]), inList: isList)
        }
        value = scanner
        guard end == nil, isLast else { return end }
        let rest = (pending[start...].lastIndex { $0 > 0x20 } ?? start) + 1 - start
        return scanner.isClosed ? .whole(rest) : .cut(rest)
    }

    private mutating func take(_ end: ValueScanner.End) -> Piece? {
        let count: Int
        let isCut: Bool
        switch end {
        case .whole(let length): (count, isCut) = (length, false)
        case .cut(let length): (count, isCut) = (length, true)
        }
        let text = Array(pending[start..<start + count])
        do throws(JSONParseError) {
            let document = try JSONDocument(parsing: text)
            let origin = places.position(of: start, in: pending)
            let input = InputDocument(document: document, origin: origin, offset: base + start)
            start += count
            foundElement()
            return .document(input)
        } catch {
            let piece = problem(error, text, at: start)
            let hasBrackets = text.first.map(Self.isBracket) ?? false
            if isCut {
                // Behind the fault, which a document that begins further down need not share.
                start += max(1, min(count, error.offset))
                breakList()
                skip = .toLine
            } else {
                start += count
                if list == .none { skip = hasBrackets ? .toBracket : .toLine }
                foundElement()
            }
            return piece
        }
    }

    private mutating func foundElement() {
        if list == .opened || list == .behindComma { list = .behindElement }
    }

    private mutating func breakList() {
        if list != .none { list = .broken }
    }

    /// A list that is not closed at the end.
    private mutating func openList() -> Piece? {
        guard list != .none, list != .broken else { return nil }
        defer { list = .none }
        return problem(in: Array(list.text.utf8), at: start)
    }

    private mutating func passOver() {
        while start < pending.count {
            let isHere =
                skip == .toBracket || start == 0 && places.isAtLineStart || start > 0 && pending[start - 1] == 0x0A
            if isHere, Self.isBracket(pending[start]) {
                skip = .nothing
                return
            }
            start += 1
        }
    }

    /// No value begins with it, and ``ValueScanner`` would find an empty one there.
    private static func isEnd(_ byte: UInt8) -> Bool { ",]}".utf8.contains(byte) }

    private static func isBracket(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") }

    /// What the parser says of a text that ends with the byte at `offset`; nil if nothing.
    private mutating func problem(in text: [UInt8], at offset: Int) -> Piece? {
        do throws(JSONParseError) {
            _ = try JSONDocument(parsing: text)
            return nil
        } catch {
            let position = places.position(of: offset, in: pending)
            let rest = Array(pending[min(offset, pending.count)...].prefix(4096))
            return .problem(
                DocumentStream.Problem(position: position, error: error, offset: base + offset, bytes: rest)
            )
        }
    }

    private mutating func problem(_ error: JSONParseError, _ text: [UInt8], at offset: Int) -> Piece {
        let position = error.position.shifted(by: places.position(of: offset, in: pending))
        let isText = text.first.map(Self.isBracket) ?? false
        let bytes = isText ? text : Array(pending[offset...].prefix(4096))
        return .problem(
            DocumentStream.Problem(position: position, error: error, offset: base + offset + error.offset, bytes: bytes)
        )
    }
}

/// Positions of growing offsets in a text that is taken away behind them.
private struct PlaceCounter {
    /// Of the byte that ``position`` is about.
    var offset = 0
    private(set) var position = JSONPosition(line: 1, column: 1)
    /// The column does not tell it: bytes that continue a character have none.
    private(set) var isAtLineStart = true

    mutating func count(to target: Int, in bytes: [UInt8]) {
        guard target > offset else { return }
        let step = bytes[offset..<min(target, bytes.count)].withUnsafeBufferPointer {
            JSONPosition(offset: $0.count, in: $0)
        }
        position = step.shifted(by: position)
        isAtLineStart = bytes[min(target, bytes.count) - 1] == 0x0A
        offset = target
    }

    mutating func position(of target: Int, in bytes: [UInt8]) -> JSONPosition {
        count(to: target, in: bytes)
        return position
    }
}
