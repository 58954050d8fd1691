/// Builds the tape in one pass without recursion.
///
/// Grammar: RFC 8259, strictly. Nothing is repaired and nothing is guessed.
///
/// The loop keeps its state in local variables, which is what makes it fast. The stack of open containers is in the tape
/// itself: see ``JSONTapeEntry/open(at:behindParent:isObject:)``.
struct JSONParser {
    let source: UnsafeBufferPointer<UInt8>
    let limits: JSONLimits

    /// The caller owns the entries of the result.
    func parse() throws(JSONParseError) -> JSONTape {
        let size = min(limits.size, JSONLimits.maximumSize)
        guard source.count <= size else { throw failure(.tooLarge(limit: size), at: size) }
        if source.starts(with: [0xEF, 0xBB, 0xBF]) { throw failure(.byteOrderMark, at: 0) }
        var tape = JSONTape(capacity: source.count / 8 + 16)
        do throws(JSONParseError) {
            try fill(&tape)
            return tape
        } catch {
            tape.entries.deallocate()
            throw error
        }
    }

    private func fill(_ result: inout JSONTape) throws(JSONParseError) {
        // A copy, because the optimiser keeps in registers only what nobody else can see.
        var tape = result
        defer { result = tape }
        var position = 0
        var depth = 0
        /// The innermost open container; meaningless at depth 0.
        var container = tape.entries
        var closer: UInt8 = 0
        var keyFilter: UInt32 = 0
        guard skipWhitespace(&position) else { throw failure(.empty, at: position) }

        values: while true {
            if !tape.hasRoomForTwo { (tape, container) = tape.grown(keeping: container) }
            if closer == UInt8(ascii: "}") {
                guard skipWhitespace(&position), source[position] == UInt8(ascii: "\"") else {
                    throw unexpected(
                        at: position,
                        expected: container.pointee.count == 1 ? "a string key or '}'" : "a string key"
                    )
                }
                let key = tape.free
                let bit = try string(&position, &tape)
                if keyFilter & bit != 0, keyFilter | bit != JSONKeyFilter.everything,
                    container.pointee.count <= JSONDuplicateKeys.linearLimit,
                    JSONDuplicateKeys.repeats(key, in: container, source)
                {
                    tape.foundDuplicate(at: tape.count - 1)
                }
                keyFilter |= bit
                guard skipWhitespace(&position), source[position] == UInt8(ascii: ":") else {
                    throw unexpected(at: position, expected: "':'")
                }
                position &+= 1
            }

            guard skipWhitespace(&position) else {
                let isFirst = closer == UInt8(ascii: "]") && container.pointee.count == 1
                throw unexpected(at: position, expected: isFirst ? "a value or ']'" : "a value")
            }
            let byte = source[position]
            if byte == UInt8(ascii: "\"") {
                _ = try string(&position, &tape)
            } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
                guard depth < limits.depth else { throw failure(.tooDeep(limit: limits.depth), at: position) }
                container.pointee.keyFilter = keyFilter
                let opened = tape.free
                tape.append(
                    .open(at: position, behindParent: tape.count(from: container), isObject: byte == UInt8(ascii: "{"))
                )
                container = opened
                closer = byte &+ 2
                keyFilter = 0
                depth &+= 1
                position &+= 1
                guard skipWhitespace(&position), source[position] == closer else {
                    container.pointee.addChild()
                    continue values
                }
            } else {
                let (kind, end) = try scalar(byte, at: position)
                tape.append(JSONTapeEntry(start: position, end: end, kind: kind))
                position = end
            }

            while true {
                guard depth > 0 else { break values }
                guard skipWhitespace(&position) else { throw unexpected(at: position, expected: separator(closer)) }
                let byte = source[position]
                if byte == UInt8(ascii: ",") {
                    position &+= 1
                    container.pointee.addChild()
                    continue values
                }
                guard byte == closer else { throw unexpected(at: position, expected: separator(closer)) }
                position &+= 1
                if container.pointee.count > JSONDuplicateKeys.linearLimit || keyFilter == JSONKeyFilter.everything,
                    closer == UInt8(ascii: "}"),
                    let key = JSONDuplicateKeys.first(in: container, until: tape.free, source)
                {
                    tape.foundDuplicate(at: tape.index(of: key))
                }
                container -= container.pointee.close(end: position, size: tape.count(from: container))
                depth &-= 1
                closer = container.pointee.closer
                keyFilter = container.pointee.keyFilter
            }
        }
        if skipWhitespace(&position) { throw failure(.trailingData, at: position) }
    }

    /// Moves to the next byte that is not white space; false at the end.
    @inline(__always)
    private func skipWhitespace(_ position: inout Int) -> Bool {
        guard position < source.count else { return false }
        if source[position] > 0x20 { return true }
        position = behindWhitespace(position)
        return position < source.count
    }

    @inline(never)
    private func behindWhitespace(_ start: Int) -> Int {
        var position = start
        while position < source.count {
            let byte = source[position]
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { break }
            position += 1
        }
        return position
    }

    /// Moves behind the string whose opening quote is at `position`, and returns its bit for ``JSONKeyFilter``.
    @inline(__always)
    private func string(_ position: inout Int, _ tape: inout JSONTape) throws(JSONParseError) -> UInt32 {
        let start = position
        if let plain = JSONStringScanner.plain(source, from: start &+ 1) {
            position = plain.quote &+ 1
            tape.append(JSONTapeEntry(start: start, end: position, kind: .string))
            return JSONKeyFilter.bit(head: plain.head, length: plain.quote &- start)
        }
        let rest = JSONStringScanner.finish(source, from: start &+ 1)
        if let problem = rest.problem { throw failure(problem, at: rest.end) }
        position = rest.end
        tape.append(JSONTapeEntry(start: start, end: position, kind: .string, isEscaped: rest.isEscaped))
        return JSONKeyFilter.everything
    }

    /// A number, `true`, `false` or `null`, and the offset behind it.
    @inline(__always)
    private func scalar(_ first: UInt8, at start: Int) throws(JSONParseError) -> (JSONKind, end: Int) {
        switch first {
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            var end = start
            guard JSONNumber.scan(source, &end) else { throw failure(.invalidNumber, at: end) }
            return (.number, end)
        case UInt8(ascii: "t"): return (.boolean, try literal("true", at: start))
        case UInt8(ascii: "f"): return (.boolean, try literal("false", at: start))
        case UInt8(ascii: "n"): return (.null, try literal("null", at: start))
        default: throw failure(.unexpectedByte(first, expected: "a value"), at: start)
        }
    }

    private func literal(_ word: StaticString, at start: Int) throws(JSONParseError) -> Int {
        for index in 0..<word.utf8CodeUnitCount {
            guard start + index < source.count else {
                throw failure(.unexpectedEnd(expected: "true, false or null"), at: source.count)
            }
            guard source[start + index] == word.utf8Start[index] else {
                throw failure(.invalidLiteral, at: start + index)
            }
        }
        return start + word.utf8CodeUnitCount
    }

    @inline(never)
    private func separator(_ closer: UInt8) -> String { closer == UInt8(ascii: "}") ? "',' or '}'" : "',' or ']'" }

    @inline(never)
    private func unexpected(at offset: Int, expected: String) -> JSONParseError {
        guard offset < source.count else { return failure(.unexpectedEnd(expected: expected), at: offset) }
        return failure(.unexpectedByte(source[offset], expected: expected), at: offset)
    }

    @inline(never)
    private func failure(_ reason: JSONParseError.Reason, at offset: Int) -> JSONParseError {
        JSONParseError(reason, at: offset, in: source)
    }
}
