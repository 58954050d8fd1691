import JSON

/// A stream with zeros behind its end, so that a scan stops there without counting.
///
/// A zero byte is none of YAML's characters, and the first byte that is none is overwritten with it: what cannot be read
/// ends the text.
struct YAMLText {
    /// SAFETY: `count` bytes and ``padding`` zeros; nobody reads further behind a zero than that.
    private let base: UnsafeMutablePointer<UInt8>
    /// The ``YAMLClass`` of each byte.
    private let table: UnsafeMutablePointer<UInt8>
    let count: Int

    private static let padding = 16

    init(_ bytes: [UInt8]) {
        count = bytes.count
        table = .allocate(capacity: 256)
        for byte in 0...255 { table[byte] = YAMLClass.of(UInt8(byte)) }
        let base = UnsafeMutablePointer<UInt8>.allocate(capacity: count + Self.padding)
        bytes.withUnsafeBufferPointer { source in
            if let start = source.baseAddress { base.update(from: start, count: source.count) }
        }
        (base + count).update(repeating: 0, count: Self.padding)
        self.base = base
    }

    func deallocate() {
        base.deallocate()
        table.deallocate()
    }

    var bytes: UnsafePointer<UInt8> { UnsafePointer(base) }
    var classes: UnsafePointer<UInt8> { UnsafePointer(table) }

    func end(at offset: Int) { base[offset] = 0 }

    /// The first byte from `start` on that is no character of YAML, or the end.
    func firstUnreadable(from start: Int) -> Int {
        let source = UnsafeBufferPointer(start: base, count: count)
        var position = start
        while position < count {
            if position + 64 <= count, isPlain(position) {
                position += 64
                continue
            }
            let stop = min(position + 64, count)
            while position < stop {
                let length = YAMLCharacter.length(source, at: position)
                if length == 0 { return position }
                position += length
            }
        }
        return count
    }

    /// Whether 64 bytes are printable ASCII and line feeds; written so that it is done for many at once.
    private func isPlain(_ start: Int) -> Bool {
        var others: UInt8 = 0
        for index in start..<start &+ 64 {
            let byte = base[index]
            others |= (byte &- 0x20 < 0x5F ? 0 : 1) & (byte == 0x0A ? 0 : 1)
        }
        return others == 0
    }
}

/// What a byte can be, as bits.
enum YAMLClass {
    /// A line break, or the end of the text.
    static let endOfLine: UInt8 = 1
    /// A space or a tab.
    static let space: UInt8 = 2
    /// Of a plain scalar, where it may end: `:` and `#`.
    static let plainStop: UInt8 = 4
    /// `,`, `[`, `]`, `{` and `}`.
    static let flow: UInt8 = 8
    /// What no plain scalar begins with; `-`, `?` and `:` may.
    static let indicator: UInt8 = 16
    static let doubleStop: UInt8 = 32
    static let singleStop: UInt8 = 64

    static func of(_ byte: UInt8) -> UInt8 {
        switch byte {
        case 0, 0x0A, 0x0D: endOfLine
        case 0x20, 0x09: space
        case UInt8(ascii: ":"): plainStop
        case UInt8(ascii: "#"): plainStop | indicator
        case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"):
            flow | indicator
        case UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"), UInt8(ascii: "|"), UInt8(ascii: ">"),
            UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"):
            indicator
        case UInt8(ascii: "\""): indicator | doubleStop
        case UInt8(ascii: "\\"): doubleStop
        case UInt8(ascii: "'"): indicator | singleStop
        default: 0
        }
    }
}

/// The characters that a stream may hold (YAML 1.2.2, 5.1).
enum YAMLCharacter {
    /// The length of the character at `index`, or 0 when there is none: no UTF-8, or a control character.
    static func length(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        let first = bytes[index]
        switch first {
        case 0x20...0x7E, 0x09, 0x0A, 0x0D: return 1
        case 0..<0x80: return 0
        default: break
        }
        let length = sequenceLength(bytes, at: index)
        if length == 2, first == 0xC2, bytes[index + 1] < 0xA0, bytes[index + 1] != 0x85 { return 0 }
        if length == 3, first == 0xEF, bytes[index + 1] == 0xBF, bytes[index + 2] >= 0xBE { return 0 }
        return length
    }

    /// As Go's JSON encoder writes bytes: U+FFFD for each that is not UTF-8.
    static func repaired(_ bytes: [UInt8]) -> [UInt8] {
        bytes.withUnsafeBufferPointer { source in
            var result: [UInt8] = []
            var index = 0
            while index < source.count {
                let length = sequenceLength(source, at: index)
                if length > 0 { result += source[index..<index + length] } else { result += [0xEF, 0xBF, 0xBD] }
                index += max(1, length)
            }
            return result
        }
    }

    /// Of well-formed UTF-8 (Unicode standard, table 3-7).
    private static func sequenceLength(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        let first = bytes[index]
        let second = index + 1 < bytes.count ? bytes[index + 1] : 0
        func continues(_ offset: Int) -> Bool { index + offset < bytes.count && bytes[index + offset] & 0xC0 == 0x80 }
        switch first {
        case 0..<0x80: return 1
        case 0xC2...0xDF: return continues(1) ? 2 : 0
        case 0xE0...0xEF:
            guard second >= (first == 0xE0 ? 0xA0 : 0x80), second <= (first == 0xED ? 0x9F : 0xBF) else { return 0 }
            return continues(2) ? 3 : 0
        case 0xF0...0xF4:
            guard second >= (first == 0xF0 ? 0x90 : 0x80), second <= (first == 0xF4 ? 0x8F : 0xBF) else { return 0 }
            return continues(2) && continues(3) ? 4 : 0
        default: return 0
        }
    }

    /// Why the byte at an offset cannot be read, for people.
    static func problem(_ bytes: [UInt8], at offset: Int) -> String {
        let byte = bytes[offset]
        let digits = String(byte, radix: 16, uppercase: true)
        let name = "byte 0x" + (digits.utf8.count < 2 ? "0" : "") + digits
        let wide: [[UInt8]] = [[0xFE, 0xFF], [0xFF, 0xFE], [0, 0, 0xFE, 0xFF]]
        if offset <= 2, wide.contains(where: { bytes.starts(with: $0) }) {
            return "this is UTF-16 or UTF-32; write UTF-8"
        }
        guard byte >= 0x80 else {
            return "the control character \(name) is not allowed; in double quotes write it as \\x"
                + (digits.utf8.count < 2 ? "0" : "") + digits
        }
        let isControl = bytes.withUnsafeBufferPointer { sequenceLength($0, at: offset) > 0 }
        return isControl
            ? "a control character (\(name)) is not allowed; escape it in double quotes" : "\(name) is not UTF-8"
    }
}
