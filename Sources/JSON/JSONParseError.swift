/// Why bytes are not one JSON text, and exactly where.
package struct JSONParseError: Error, Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
        case empty
        case byteOrderMark
        case unexpectedByte(UInt8, expected: String)
        case unexpectedEnd(expected: String)
        case controlCharacterInString(UInt8)
        case invalidEscape
        case invalidUTF8
        case invalidNumber
        case invalidLiteral
        case trailingData
        case tooDeep(limit: Int)
        case tooLarge(limit: Int)
    }

    package var reason: Reason
    /// Offset in bytes from the start of the source, from 0.
    package var offset: Int
    /// Line and column, both from 1; a column is one Unicode scalar.
    package var position: JSONPosition

    init(_ reason: Reason, at offset: Int, in bytes: UnsafeBufferPointer<UInt8>) {
        self.reason = reason
        self.offset = offset
        position = JSONPosition(offset: offset, in: bytes)
    }
}

extension JSONParseError: CustomStringConvertible {
    package var description: String { "line \(position.line), column \(position.column): \(reason.text)" }
}

extension JSONParseError.Reason {
    package var text: String {
        switch self {
        case .empty: "no JSON value; the input is empty"
        case .byteOrderMark: "a byte order mark is not allowed before JSON (RFC 8259, section 8.1)"
        case .unexpectedByte(let byte, let expected): "unexpected \(Self.name(of: byte)), expected \(expected)"
        case .unexpectedEnd(let expected): "unexpected end of input, expected \(expected)"
        case .controlCharacterInString(let byte): "\(Self.name(of: byte)) in a string must be escaped"
        case .invalidEscape: "invalid escape sequence in a string"
        case .invalidUTF8: "invalid UTF-8"
        case .invalidNumber: "invalid number"
        case .invalidLiteral: "invalid literal, expected true, false or null"
        case .trailingData: "unexpected data after the JSON value"
        case .tooDeep(let limit): "nested deeper than \(limit) levels"
        case .tooLarge(let limit): "larger than \(limit) bytes"
        }
    }

    private static func name(of byte: UInt8) -> String {
        if byte > 0x20, byte < 0x7F { return "'\(Character(Unicode.Scalar(byte)))'" }
        let digits = String(byte, radix: 16, uppercase: true)
        return "byte 0x" + (digits.utf8.count < 2 ? "0" : "") + digits
    }
}
