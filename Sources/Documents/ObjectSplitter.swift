import JSON

/// Cuts a stream of JSON into its objects while it is read, so that a large list is never in memory as a whole.
///
/// The elements of an array, and of `items` of an object, are handed over one by one; of the rest of their document a
/// skeleton is kept, in which each is a `0`. What is not JSON is found when the pieces are parsed.
package struct ObjectSplitter {
    package init() {}

    private enum Piece {
        /// Between documents.
        case none
        /// A document, apart from the elements that are handed over.
        case skeleton
        case element
    }

    private var piece = Piece.none
    private var skeleton: [UInt8] = []
    private var element: [UInt8] = []
    /// Open brackets.
    private var depth = 0
    private var isString = false
    private var isEscape = false
    /// Where the last string of the skeleton begins, and whether it is the key `items`.
    private var stringStart = 0
    private var isItems = false
    /// The depth at which elements begin, once a list was met.
    private var elementDepth: Int?

    private static let items = Array("\"items\"".utf8)

    package mutating func feed(_ bytes: UnsafeRawBufferPointer, _ body: ([UInt8]) -> Void) {
        feed(bytes, element: body, document: body)
    }

    /// Tells the elements of lists from documents, which come behind their elements as skeletons.
    package mutating func feed(
        _ bytes: UnsafeRawBufferPointer,
        element: ([UInt8]) -> Void,
        document: ([UInt8]) -> Void
    ) {
        for byte in bytes { take(byte, element, document) }
    }

    /// Bytes that have come and were not handed over.
    package var held: Int { skeleton.count + element.count }

    /// Hands over what is left at the end.
    package mutating func finish(_ body: ([UInt8]) -> Void) {
        if piece == .element { skeleton += element }
        if piece != .none { body(skeleton) }
        self = ObjectSplitter()
    }

    private mutating func take(
        _ byte: UInt8,
        _ elementBody: ([UInt8]) -> Void,
        _ documentBody: ([UInt8]) -> Void
    ) {
        switch piece {
        case .none:
            guard byte > 0x20 else { return }
            piece = .skeleton
        case .skeleton:
            if depth == elementDepth, !isString, byte > 0x20, byte != UInt8(ascii: ","), byte != UInt8(ascii: "]") {
                piece = .element
            }
        case .element:
            if depth == elementDepth, !isString, byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") {
                elementBody(element)
                element.removeAll(keepingCapacity: true)
                skeleton.append(UInt8(ascii: "0"))
                piece = .skeleton
            }
        }
        if piece == .element { element.append(byte) } else { skeleton.append(byte) }
        follow(byte)
        if depth == 0, !isString, isLast(byte) {
            documentBody(skeleton)
            skeleton.removeAll(keepingCapacity: true)
            elementDepth = nil
            isItems = false
            piece = .none
        }
    }

    private func isLast(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") || byte <= 0x20
    }

    private mutating func follow(_ byte: UInt8) {
        if isString {
            if isEscape {
                isEscape = false
            } else if byte == UInt8(ascii: "\\") {
                isEscape = true
            } else if byte == UInt8(ascii: "\"") {
                isString = false
            }
            return
        }
        switch byte {
        case UInt8(ascii: "\""):
            isString = true
            stringStart = skeleton.count - 1
        case UInt8(ascii: ":"):
            if depth == 1, piece == .skeleton { isItems = skeleton[stringStart...].starts(with: Self.items) }
        case UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: "["):
            depth += 1
            if depth == 1 || (depth == 2 && isItems && piece == .skeleton) { elementDepth = elementDepth ?? depth }
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            if depth == elementDepth { elementDepth = nil }
            depth = max(0, depth - 1)
            isItems = false
        case UInt8(ascii: ","):
            if depth == 1 { isItems = false }
        default: break
        }
    }
}
