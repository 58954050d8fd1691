/// Builds the tape in one pass without recursion.
///
/// Grammar: RFC 8259, strictly. Nothing is repaired and nothing is guessed.
///
/// The loop keeps its state in local variables, which is what makes it fast. The stack of open containers is in the tape
/// itself: see ``JSONTapeEntry/open(at:in:isObject:)``.
struct JSONParser {
    let source: UnsafeBufferPointer<UInt8>
    let limits: JSONLimits

    /// The caller owns the entries of the result.
    func parse() throws(JSONParseError) -> JSONTape {
        guard source.count <= limits.size else { throw failure(.tooLarge(limit: limits.size), at: limits.size) }
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
        // `tape` is a copy of `result`, whose address is known outside; the optimiser must be sure that nothing else
        // changes it. `result` is brought up to date before every way out of here.
        var tape = result
        defer { result = tape }
        var position = 0
        var depth = 0
        var container = 0
        var closer: UInt8 = 0
        var count = 0
        var keyBits: UInt32 = 0
        guard skipWhitespace(&position) else { throw failure(.empty, at: position) }

        values: while true {
            tape.reserveTwo()
            if closer == UInt8(ascii: "}") {
                guard skipWhitespace(&position), source[position] == UInt8(ascii: "\"") else {
                    throw unexpected(at: position, expected: count == 1 ? "a string key or '}'" : "a string key")
                }
                let string = JSONStringScanner.scan(source, from: position)
                if let problem = string.problem { throw failure(problem, at: string.end) }
                let bit = string.isEscaped ? UInt32.max : JSONKeyHash.bit(source, position, string.end)
                tape.append(JSONTapeEntry(string, start: position, next: tape.count + 1))
                if keyBits & bit != 0 || string.isEscaped, count <= JSONDuplicateKeys.linearLimit,
                    JSONDuplicateKeys.repeats(keyAt: tape.count - 1, in: container, tape.entries, source)
                {
                    tape.foundDuplicate(at: tape.count - 1)
                }
                keyBits |= bit
                position = string.end
                guard skipWhitespace(&position), source[position] == UInt8(ascii: ":") else {
                    throw unexpected(at: position, expected: "':'")
                }
                position += 1
            }

            guard skipWhitespace(&position) else {
                throw unexpected(at: position, expected: closer != 0 && count == 1 ? "a value or ']'" : "a value")
            }
            let byte = source[position]
            if byte == UInt8(ascii: "\"") {
                let string = JSONStringScanner.scan(source, from: position)
                if let problem = string.problem { throw failure(problem, at: string.end) }
                tape.append(JSONTapeEntry(string, start: position, next: tape.count + 1))
                position = string.end
            } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
                guard depth < limits.depth else { throw failure(.tooDeep(limit: limits.depth), at: position) }
                if depth > 0 { tape.entries[container].suspend(count: count, keyBits: keyBits) }
                tape.append(.open(at: position, in: container, isObject: byte == UInt8(ascii: "{")))
                container = tape.count - 1
                depth += 1
                closer = byte + 2
                count = 0
                keyBits = 0
                position += 1
                guard skipWhitespace(&position), source[position] == closer else {
                    count = 1
                    continue values
                }
            } else {
                let (kind, end) = try scalar(byte, at: position)
                tape.append(JSONTapeEntry(start: position, end: end, next: tape.count + 1, kind: kind))
                position = end
            }

            while true {
                guard depth > 0 else { break values }
                guard skipWhitespace(&position) else { throw unexpected(at: position, expected: separator(closer)) }
                let byte = source[position]
                guard byte == UInt8(ascii: ",") || byte == closer else {
                    throw unexpected(at: position, expected: separator(closer))
                }
                position += 1
                if byte == UInt8(ascii: ",") {
                    count += 1
                    continue values
                }
                if count > JSONDuplicateKeys.linearLimit, closer == UInt8(ascii: "}"),
                    let key = JSONDuplicateKeys.first(
                        in: container,
                        end: tape.count,
                        count: count,
                        tape.entries,
                        source
                    )
                {
                    tape.foundDuplicate(at: key)
                }
                depth -= 1
                container = tape.entries[container].close(end: position, next: tape.count, count: count)
                closer = depth == 0 ? 0 : tape.entries[container].closer
                (count, keyBits) = tape.entries[container].suspended
            }
        }
        if skipWhitespace(&position) { throw failure(.trailingData, at: position) }
    }

    /// Moves to the next byte that is not white space; false at the end.
    @inline(__always)
    private func skipWhitespace(_ position: inout Int) -> Bool {
        while position < source.count {
            let byte = source[position]
            guard byte <= 0x20, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return true }
            position += 1
        }
        return false
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
