/// The number grammar of RFC 8259, section 6, on bytes.
enum JSONNumber {
    /// Moves `position` behind the number; false, with `position` at the first wrong byte, when there is none.
    static func scan(_ source: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> Bool {
        if position < source.count, source[position] == UInt8(ascii: "-") { position += 1 }
        guard position < source.count else { return false }
        if source[position] == UInt8(ascii: "0") {
            position += 1
            if position < source.count, isDigit(source[position]) { return false }
        } else {
            guard skipDigits(source, &position) else { return false }
        }
        if position < source.count, source[position] == UInt8(ascii: ".") {
            position += 1
            guard skipDigits(source, &position) else { return false }
        }
        if position < source.count, source[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            if position < source.count, source[position] == UInt8(ascii: "+") || source[position] == UInt8(ascii: "-") {
                position += 1
            }
            guard skipDigits(source, &position) else { return false }
        }
        return true
    }

    @inline(__always)
    private static func skipDigits(_ source: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> Bool {
        let start = position
        while position < source.count, isDigit(source[position]) { position += 1 }
        return position > start
    }

    @inline(__always)
    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
}
