/// Appends compact JSON to a byte buffer, in the order of the calls.
///
/// The caller keeps the structure right (a key before each member's value); commas are put in by the writer.
package struct JSONWriter: Sendable {
    package private(set) var bytes: [UInt8] = []
    private var needsComma = false

    package init(capacity: Int = 512) {
        bytes.reserveCapacity(capacity)
    }

    package mutating func beginObject() { open(UInt8(ascii: "{")) }
    package mutating func endObject() { close(UInt8(ascii: "}")) }
    package mutating func beginArray() { open(UInt8(ascii: "[")) }
    package mutating func endArray() { close(UInt8(ascii: "]")) }

    package mutating func key(_ name: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    package mutating func key(_ name: String) {
        string(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    package mutating func member(_ name: StaticString, _ text: String) {
        key(name)
        string(text)
    }

    package mutating func member(_ name: StaticString, _ number: Int) {
        key(name)
        integer(number)
    }

    package mutating func string(_ text: String) {
        separate()
        JSONEscape.append(text, to: &bytes)
    }

    package mutating func boolean(_ value: Bool) { raw(value ? "true" : "false") }
    package mutating func integer(_ value: Int) { raw(String(value)) }
    package mutating func null() { raw("null") }

    /// Appends a part of the text as it is; the caller says whether a comma is due before what comes next.
    package mutating func part(_ text: StaticString, needsComma: Bool) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
        self.needsComma = needsComma
    }

    /// Appends a string from bytes that need no escapes.
    package mutating func plainString(_ count: Int, _ fill: (inout [UInt8]) -> Void) {
        separate()
        bytes.reserveAdditional(count + 2)
        bytes.append(UInt8(ascii: "\""))
        fill(&bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    package mutating func string(_ pointer: JSONPointer) {
        separate()
        var text: [UInt8] = []
        text.reserveCapacity(96)
        pointer.append(to: &text)
        text.withUnsafeBufferPointer { JSONEscape.append($0, to: &bytes) }
    }

    /// Appends text that is one JSON value already.
    package mutating func raw(_ json: String) {
        separate()
        bytes.append(contentsOf: json.utf8)
    }

    /// Appends bytes that are one JSON value already.
    package mutating func raw(_ json: some Collection<UInt8>) {
        separate()
        bytes.append(contentsOf: json)
    }

    /// Appends one JSON value of at most so many bytes, of which `fill` says how many it has written.
    mutating func raw(count: Int, _ fill: (UnsafeMutableBufferPointer<UInt8>) -> Int) {
        separate()
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: count))
        let written = bytes.withUnsafeMutableBufferPointer { all in
            fill(UnsafeMutableBufferPointer(rebasing: all[start...]))
        }
        bytes.removeLast(count - written)
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    private mutating func open(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }
}

/// JSON string syntax (RFC 8259, section 7).
///
/// Escaped are what must be and, since the text may end on a terminal, what moves a cursor or turns the direction of
/// writing: C1 controls, line separators, bidirectional controls.
package enum JSONEscape {
    package static func append(_ text: String, to bytes: inout [UInt8]) {
        var text = text
        text.withUTF8 { append($0, to: &bytes) }
    }

    static func append(_ source: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        bytes.reserveAdditional(source.count + 2)
        bytes.append(UInt8(ascii: "\""))
        var position = 0
        while position < source.count {
            let end = endOfPlain(source, from: position)
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[position..<end]))
            guard end < source.count else { break }
            position = end + escape(source, at: end, to: &bytes)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// The next place that needs an escape, or the end.
    private static func endOfPlain(_ source: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var position = start
        while true {
            position = JSONStringScanner.endOfPlain(source, from: position)
            guard position < source.count, source[position] >= 0x80 else { return position }
            if hiddenScalar(source, at: position) != nil { return position }
            position += 1
            while position < source.count, source[position] & 0xC0 == 0x80 { position += 1 }
        }
    }

    /// The character outside ASCII at `index` that is written as an escape, and its length in bytes.
    private static func hiddenScalar(
        _ source: UnsafeBufferPointer<UInt8>,
        at index: Int
    ) -> (code: UInt32, length: Int)? {
        let second = index + 1 < source.count ? UInt32(source[index + 1] & 0x3F) : 0
        switch source[index] {
        case 0xC2 where second < 0x20: return (0x80 | second, 2)
        case 0xD8 where second == 0x1C: return (0x61C, 2)
        case 0xE2 where index + 2 < source.count:
            let code = 0x2000 | second << 6 | UInt32(source[index + 2] & 0x3F)
            switch code {
            case 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: return (code, 3)
            default: return nil
            }
        default: return nil
        }
    }

    /// Returns how many bytes of the source the escape stands for.
    private static func escape(
        _ source: UnsafeBufferPointer<UInt8>,
        at index: Int,
        to bytes: inout [UInt8]
    ) -> Int {
        if let hidden = hiddenScalar(source, at: index) {
            unicode(hidden.code, to: &bytes)
            return hidden.length
        }
        escape(source[index], to: &bytes)
        return 1
    }

    private static func unicode(_ code: UInt32, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: "\\u".utf8)
        for shift: UInt32 in [12, 8, 4, 0] { bytes.append(digit(UInt8(code >> shift & 15))) }
    }

    private static func escape(_ byte: UInt8, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        default:
            bytes.append(contentsOf: "u00".utf8)
            bytes.append(digit(byte >> 4))
            bytes.append(digit(byte & 15))
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}

extension [UInt8] {
    /// Room for so many more, in steps that double, so that many small texts cost linear time.
    fileprivate mutating func reserveAdditional(_ more: Int) {
        guard capacity - count < more else { return }
        reserveCapacity(Swift.max(2 * capacity, count + more))
    }
}
