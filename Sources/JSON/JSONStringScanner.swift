/// Finds the end of a string, eight bytes at a time, and checks escapes and UTF-8 on the way.
enum JSONStringScanner {
    struct Result {
        /// Behind the closing quote, or at the byte that is wrong.
        var end: Int
        var isEscaped: Bool
        var problem: JSONParseError.Reason?
    }

    /// Scans the rest of a string from `start`, a place between its quotes that is not in the middle of anything.
    @inline(never)
    static func finish(_ source: UnsafeBufferPointer<UInt8>, from start: Int) -> Result {
        var position = start
        var isEscaped = false
        while true {
            position = endOfPlain(source, from: position)
            guard position < source.count else {
                return Result(end: position, isEscaped: isEscaped, problem: unterminated)
            }
            let byte = source[position]
            if byte == UInt8(ascii: "\"") { return Result(end: position &+ 1, isEscaped: isEscaped) }
            if byte == UInt8(ascii: "\\") {
                isEscaped = true
                if position &+ 1 < source.count, source[position &+ 1] == UInt8(ascii: "\"") {
                    position &+= 2
                    continue
                }
            }
            let step = special(source, at: position)
            if let problem = step.problem { return Result(end: step.end, isEscaped: isEscaped, problem: problem) }
            position = step.end
        }
    }

    /// The first quote, backslash, control character or, if wanted, byte outside ASCII, or the end of the source.
    @inline(__always)
    static func endOfPlain(
        _ source: UnsafeBufferPointer<UInt8>,
        from start: Int,
        stopsAtNonASCII: Bool = true
    ) -> Int {
        var position = plainEnd(source, from: start, stopsAtNonASCII: stopsAtNonASCII)
        guard position &+ 8 > source.count else { return position }
        while position < source.count {
            let byte = source[position]
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { break }
            if byte >= 0x80, stopsAtNonASCII { break }
            position &+= 1
        }
        return position
    }

    /// As ``endOfPlain(_:from:stopsAtNonASCII:)``, but maybe up to seven bytes early at the end of the source.
    @inline(__always)
    static func plainEnd(
        _ source: UnsafeBufferPointer<UInt8>,
        from start: Int,
        stopsAtNonASCII: Bool = true
    ) -> Int {
        guard let base = UnsafeRawPointer(source.baseAddress) else { return start }
        var position = start
        while position &+ 8 <= source.count {
            let word = base.loadUnaligned(fromByteOffset: position, as: UInt64.self).littleEndian
            let marks = specialBytes(word, stopsAtNonASCII ? word : 0)
            if marks != 0 { return position &+ marks.trailingZeroBitCount &>> 3 }
            position &+= 8
        }
        return position
    }

    /// The top bit of each byte of `word` that is special or has it in `others`; above the lowest may be false ones.
    ///
    /// These are the classic tests for a byte that is zero or less than a bound, on eight bytes at once. A borrow can
    /// only reach bytes above a true hit.
    @inline(__always)
    private static func specialBytes(_ word: UInt64, _ others: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quote = word ^ (ones &* 0x22)
        let backslash = word ^ (ones &* 0x5C)
        let hits =
            (quote &- ones) & ~quote | (backslash &- ones) & ~backslash
            | (word &- ones &* 0x20) & ~word | others
        return hits & (ones &* 0x80)
    }

    private static var unterminated: JSONParseError.Reason { .unexpectedEnd(expected: "'\"' at the end of a string") }

    @inline(never)
    private static func special(
        _ source: UnsafeBufferPointer<UInt8>,
        at position: Int
    ) -> (end: Int, problem: JSONParseError.Reason?) {
        let byte = source[position]
        if byte == UInt8(ascii: "\\") { return escape(source, at: position) }
        if byte < 0x20 { return (position, .controlCharacterInString(byte)) }
        let length = UTF8Sequence.length(source, at: position)
        return length > 0 ? (position + length, nil) : (position, .invalidUTF8)
    }

    private static func escape(
        _ source: UnsafeBufferPointer<UInt8>,
        at position: Int
    ) -> (end: Int, problem: JSONParseError.Reason?) {
        guard position + 1 < source.count else { return (source.count, .invalidEscape) }
        switch source[position + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return (position + 2, nil)
        case UInt8(ascii: "u"):
            for index in position + 2..<position + 6 {
                guard index < source.count, JSONHex.value(source[index]) != nil else { return (index, .invalidEscape) }
            }
            return (position + 6, nil)
        default:
            return (position, .invalidEscape)
        }
    }
}

enum JSONHex {
    static func value(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A")) + 10
        default: nil
        }
    }
}
