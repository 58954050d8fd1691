/// Finds the end of a string, eight bytes at a time, and checks escapes and UTF-8 on the way.
enum JSONStringScanner {
    /// The closing quote of a string without escapes whose text begins at `start`, and its first eight bytes with zeros
    /// behind its end; nil when ``finish(_:from:)`` must look, from `start` or any later place.
    @inline(__always)
    static func plain(
        _ source: UnsafeBufferPointer<UInt8>,
        from start: Int
    ) -> (quote: Int, head: UInt64)? {
        let raw = UnsafeRawBufferPointer(source)
        guard start &+ 8 <= raw.count, let base = raw.baseAddress else { return nil }
        let head = base.loadUnaligned(fromByteOffset: start, as: UInt64.self).littleEndian
        var marks = specialBytes(head, head)
        if marks != 0 {
            let quote = start &+ marks.trailingZeroBitCount &>> 3
            return source[quote] == UInt8(ascii: "\"") ? (quote, head & (marks ^ (marks &- 1)) &>> 8) : nil
        }
        var position = start &+ 8
        while position &+ 8 <= raw.count {
            let word = base.loadUnaligned(fromByteOffset: position, as: UInt64.self).littleEndian
            marks = specialBytes(word, word)
            if marks != 0 {
                position &+= marks.trailingZeroBitCount &>> 3
                return source[position] == UInt8(ascii: "\"") ? (position, head) : nil
            }
            position &+= 8
        }
        return nil
    }

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
            position = behindEscapedQuotes(source, from: position, &isEscaped)
            position = endOfPlain(source, from: position)
            guard position < source.count else {
                return Result(end: position, isEscaped: isEscaped, problem: unterminated)
            }
            let byte = source[position]
            if byte == UInt8(ascii: "\"") { return Result(end: position &+ 1, isEscaped: isEscaped) }
            if byte == UInt8(ascii: "\\") { isEscaped = true }
            let step = special(source, at: position)
            if let problem = step.problem { return Result(end: step.end, isEscaped: isEscaped, problem: problem) }
            position = step.end
        }
    }

    /// Runs over plain text with `\"` in it, which is what JSON inside of JSON looks like, as far as that is all.
    @inline(__always)
    private static func behindEscapedQuotes(
        _ source: UnsafeBufferPointer<UInt8>,
        from start: Int,
        _ isEscaped: inout Bool
    ) -> Int {
        guard let base = UnsafeRawPointer(source.baseAddress) else { return start }
        var position = start
        while position &+ 9 <= source.count {
            let word = base.loadUnaligned(fromByteOffset: position, as: UInt64.self).littleEndian
            let marks = specialBytes(word, word)
            guard marks != 0 else {
                position &+= 8
                continue
            }
            position &+= marks.trailingZeroBitCount &>> 3
            guard source[position] == UInt8(ascii: "\\"), source[position &+ 1] == UInt8(ascii: "\"") else { break }
            isEscaped = true
            position &+= 2
        }
        return position
    }

    /// The first quote, backslash, control character or, if wanted, byte outside ASCII, or the end of the source.
    @inline(__always)
    static func endOfPlain(
        _ source: UnsafeBufferPointer<UInt8>,
        from start: Int,
        stopsAtNonASCII: Bool = true
    ) -> Int {
        let raw = UnsafeRawBufferPointer(source)
        var position = start
        while position &+ 8 <= raw.count {
            let word = raw.loadUnaligned(fromByteOffset: position, as: UInt64.self).littleEndian
            let marks = specialBytes(word, stopsAtNonASCII ? word : 0)
            if marks != 0 { return position &+ marks.trailingZeroBitCount &>> 3 }
            position &+= 8
        }
        while position < source.count {
            let byte = source[position]
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { break }
            if byte >= 0x80, stopsAtNonASCII { break }
            position &+= 1
        }
        return position
    }

    /// The top bit of each byte of `word` that is special or has it in `others`; above the lowest may be false ones.
    ///
    /// The classic test for bytes less than a bound, on eight at once: a borrow only reaches bytes above a true hit.
    /// Flipping bit 1 puts the quote, 0x22, next to the control characters, so that one test finds both.
    @inline(__always)
    private static func specialBytes(_ word: UInt64, _ others: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quoteOrControl = word ^ (ones &* 0x02)
        let backslash = word ^ (ones &* 0x5C)
        let hits =
            (quoteOrControl &- ones &* 0x21) & ~quoteOrControl | (backslash &- ones) & ~backslash | others
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
