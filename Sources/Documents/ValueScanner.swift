import JSON

/// Finds where a JSON value ends by its brackets, however the text comes in pieces; its grammar is the parser's business.
struct ValueScanner {
    enum End {
        /// Behind the last byte of the value.
        case whole(Int)
        /// The value never ends: a string runs over the end of its line, or another document has begun within it.
        case cut(Int)
    }

    private var index = 0
    private var depth = 0
    private var isString = false
    private var isEscape = false
    /// From this length on a line that begins like a document is looked at; doubled each time, so that all looks
    /// together cost no more than one pass.
    private var nextLook = 0

    /// Whether what has been seen could be a whole value if nothing followed.
    var isClosed: Bool { depth <= 0 && !isString }

    /// `bytes` begin with the value and have grown since the last call; nil: more of them are needed.
    ///
    /// In a list a comma or its closing bracket ends a value too.
    mutating func end(in bytes: UnsafeBufferPointer<UInt8>, inList: Bool) -> End? {
        while index < bytes.count {
            let byte = bytes[index]
            if isString {
                if byte == UInt8(ascii: "\n") { return .cut(index) }
                if isEscape {
                    isEscape = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscape = true
                } else if byte == UInt8(ascii: "\"") {
                    isString = false
                }
                index += 1
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isString = true
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                if depth > 0, bytes[index - 1] == UInt8(ascii: "\n"), let end = endBefore(index, bytes) {
                    return .cut(end)
                }
                depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0, inList { return .whole(index) }
                depth -= 1
                if depth <= 0 { return .whole(index + 1) }
            case UInt8(ascii: ","):
                if depth == 0, inList { return .whole(index) }
            case 0...0x20:
                if depth == 0 { return .whole(index) }
            default: break
            }
            index += 1
        }
        return nil
    }

    /// Where a value has ended without its brackets if the document that begins at `index` cannot be a part of it.
    private mutating func endBefore(_ index: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        guard index >= nextLook else { return nil }
        nextLook = 2 * index
        do throws(JSONParseError) {
            _ = try JSONDocument(parsing: Array(bytes[...index]))
            return nil
        } catch {
            if case .unexpectedEnd = error.reason { return nil }
            return index - 1
        }
    }
}
