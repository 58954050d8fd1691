/// Builds the tape in one pass without recursion: open containers are a list of frames.
///
/// Grammar: RFC 8259, strictly. Nothing is repaired and nothing is guessed.
struct JSONParser {
    private let source: UnsafeBufferPointer<UInt8>
    private let limits: JSONLimits
    private var position = 0
    private var tape: UnsafeMutablePointer<JSONTapeEntry>
    private var tapeCapacity: Int
    private var tapeCount = 0
    private var frames: [Frame] = []
    private var firstDuplicate: Int?

    private struct Frame {
        var tapeIndex: Int
        var count: UInt32
        var isObject: Bool
        /// One bit for each key seen, by a cheap hash; a bit met twice asks for the exact test.
        var keyBits: UInt64
        var mayHaveDuplicates: Bool
    }

    init(source: UnsafeBufferPointer<UInt8>, limits: JSONLimits) {
        self.source = source
        self.limits = limits
        tapeCapacity = source.count / 8 + 16
        tape = .allocate(capacity: tapeCapacity)
    }

    mutating func run() -> Result<JSONTape, JSONParseError> {
        do throws(JSONParseError) {
            try parseText()
            let duplicate = firstDuplicate.map { JSONNode(index: UInt32(truncatingIfNeeded: $0)) }
            return .success(JSONTape(entries: tape, count: tapeCount, duplicateKey: duplicate))
        } catch {
            tape.deallocate()
            return .failure(error)
        }
    }

    private mutating func parseText() throws(JSONParseError) {
        guard source.count <= limits.size else { throw failure(.tooLarge(limit: limits.size), at: limits.size) }
        if source.starts(with: [0xEF, 0xBB, 0xBF]) { throw failure(.byteOrderMark, at: 0) }
        skipWhitespace()
        guard position < source.count else { throw failure(.empty, at: position) }
        frames.reserveCapacity(16)
        var wantsValue = true
        while true {
            if wantsValue { wantsValue = try openOrScalar() }
            if wantsValue { continue }
            guard let frame = frames.last else { break }
            wantsValue = try continueContainer(isObject: frame.isObject)
        }
        skipWhitespace()
        guard position == source.count else { throw failure(.trailingData, at: position) }
    }

    /// Parses a scalar, or opens a container; true when a value must follow.
    @inline(__always)
    private mutating func openOrScalar() throws(JSONParseError) -> Bool {
        skipWhitespace()
        guard position < source.count else { throw failure(.unexpectedEnd(expected: "a value"), at: position) }
        let byte = source[position]
        switch byte {
        case UInt8(ascii: "\""):
            try string()
            return false
        case UInt8(ascii: "{"):
            return try open(isObject: true)
        case UInt8(ascii: "["):
            return try open(isObject: false)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            let start = position
            guard JSONNumber.scan(source, &position) else { throw failure(.invalidNumber, at: position) }
            append(JSONTapeEntry(start: start, end: position, next: tapeCount + 1, kind: .number))
            return false
        case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"):
            try literal(byte)
            return false
        default:
            throw failure(.unexpectedByte(byte, expected: "a value"), at: position)
        }
    }

    private mutating func open(isObject: Bool) throws(JSONParseError) -> Bool {
        guard frames.count < limits.depth else { throw failure(.tooDeep(limit: limits.depth), at: position) }
        let index = tapeCount
        append(JSONTapeEntry(start: position, end: position, next: 0, kind: isObject ? .object : .array))
        position += 1
        skipWhitespace()
        frames.append(Frame(tapeIndex: index, count: 0, isObject: isObject, keyBits: 0, mayHaveDuplicates: false))
        let expected = isObject ? "a string key or '}'" : "a value or ']'"
        guard position < source.count else { throw failure(.unexpectedEnd(expected: expected), at: position) }
        if source[position] == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
            try close()
            return false
        }
        frames[frames.count - 1].count = 1
        if isObject { try key(expected: expected) }
        return true
    }

    /// Behind a value inside a container: a comma (true: a value follows) or the end of the container (false).
    @inline(__always)
    private mutating func continueContainer(isObject: Bool) throws(JSONParseError) -> Bool {
        skipWhitespace()
        let expected = isObject ? "',' or '}'" : "',' or ']'"
        guard position < source.count else { throw failure(.unexpectedEnd(expected: expected), at: position) }
        let byte = source[position]
        if byte == UInt8(ascii: ",") {
            position += 1
            frames[frames.count - 1].count += 1
            if isObject {
                skipWhitespace()
                try key(expected: "a string key")
            }
            return true
        }
        guard byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
            throw failure(.unexpectedByte(byte, expected: expected), at: position)
        }
        try close()
        return false
    }

    private mutating func close() throws(JSONParseError) {
        position += 1
        guard let frame = frames.popLast() else { return }
        let count = min(frame.count, UInt32.max >> 4)
        tape[frame.tapeIndex].end = UInt32(truncatingIfNeeded: position)
        tape[frame.tapeIndex].next = UInt32(truncatingIfNeeded: tapeCount)
        tape[frame.tapeIndex].meta |= count << 4
        guard frame.mayHaveDuplicates else { return }
        let keys = JSONDuplicateKeys(tape: UnsafePointer(tape), source: source)
        guard let found = keys.first(inObjectAt: frame.tapeIndex) else { return }
        firstDuplicate = min(firstDuplicate ?? Int.max, found)
    }

    @inline(__always)
    private mutating func key(expected: String) throws(JSONParseError) {
        guard position < source.count else { throw failure(.unexpectedEnd(expected: expected), at: position) }
        guard source[position] == UInt8(ascii: "\"") else {
            throw failure(.unexpectedByte(source[position], expected: expected), at: position)
        }
        let start = position
        try string()
        let length = position - start
        let isEscaped = tape[tapeCount - 1].isEscaped
        let hash = UInt64(source[start + 1]) &* 31 &+ UInt64(source[position - 2]) &* 7 &+ UInt64(length) &* 13
        let bit: UInt64 = 1 << (hash & 63)
        let last = frames.count - 1
        if frames[last].keyBits & bit != 0 || isEscaped { frames[last].mayHaveDuplicates = true }
        frames[last].keyBits |= bit
        if position < source.count, source[position] == UInt8(ascii: ":") {
            position += 1
            return
        }
        skipWhitespace()
        guard position < source.count else { throw failure(.unexpectedEnd(expected: "':'"), at: position) }
        guard source[position] == UInt8(ascii: ":") else {
            throw failure(.unexpectedByte(source[position], expected: "':'"), at: position)
        }
        position += 1
    }

    @inline(__always)
    private mutating func string() throws(JSONParseError) {
        let start = position
        var scanner = JSONStringScanner(source: source, position: start + 1)
        if let problem = scanner.scan() { throw failure(problem, at: scanner.position) }
        position = scanner.position
        append(
            JSONTapeEntry(start: start, end: position, next: tapeCount + 1, kind: .string, escaped: scanner.sawEscape)
        )
    }

    private mutating func literal(_ first: UInt8) throws(JSONParseError) {
        let word: StaticString = first == UInt8(ascii: "t") ? "true" : first == UInt8(ascii: "f") ? "false" : "null"
        let start = position
        for index in 0..<word.utf8CodeUnitCount {
            guard start + index < source.count else {
                throw failure(.unexpectedEnd(expected: "true, false or null"), at: source.count)
            }
            guard source[start + index] == word.utf8Start[index] else {
                throw failure(.invalidLiteral, at: start + index)
            }
        }
        position = start + word.utf8CodeUnitCount
        let kind: JSONKind = first == UInt8(ascii: "n") ? .null : .boolean
        append(JSONTapeEntry(start: start, end: position, next: tapeCount + 1, kind: kind))
    }

    @inline(__always)
    private mutating func append(_ entry: JSONTapeEntry) {
        if tapeCount == tapeCapacity { grow() }
        tape[tapeCount] = entry
        tapeCount += 1
    }

    @inline(never)
    private mutating func grow() {
        let larger = UnsafeMutablePointer<JSONTapeEntry>.allocate(capacity: tapeCapacity * 2)
        larger.update(from: tape, count: tapeCount)
        tape.deallocate()
        tape = larger
        tapeCapacity *= 2
    }

    @inline(__always)
    private mutating func skipWhitespace() {
        while position < source.count {
            let byte = source[position]
            guard byte <= 0x20, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
            position += 1
        }
    }

    @inline(never)
    private func failure(_ reason: JSONParseError.Reason, at offset: Int) -> JSONParseError {
        JSONParseError(reason, at: offset, in: source)
    }
}
