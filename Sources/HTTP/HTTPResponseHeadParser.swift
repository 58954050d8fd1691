/// Reads a response's head line by line, as strictly as ``HTTPHeadParser`` reads a request's.
struct HTTPResponseHeadParser {
    private var scanner = HTTPLineScanner()
    private var head: HTTPResponseHead?
    private var fieldCount = 0
    private var contentLength: Int?
    private var isChunked = false
    private var isVersion10 = false

    /// Bytes up to and with the empty line, once the head is complete.
    var length: Int { scanner.start }

    /// Nil while a part is missing; `bytes` begins with the status line.
    mutating func parse(
        _ bytes: UnsafeRawBufferPointer,
        limits: HTTPLimits
    ) throws(HTTPParseError) -> HTTPResponseHead? {
        // Not text at all, such as a TLS alert: said at once instead of at the deadline.
        if head == nil, let first = bytes.first, first != UInt8(ascii: "H") { throw .malformedStatusLine }
        while true {
            let malformed: HTTPParseError = head == nil ? .malformedStatusLine : .malformedField
            guard let range = try scanner.next(in: bytes, malformed: malformed) else {
                if bytes.count >= limits.headerBlock { throw .headerTooLarge }
                return nil
            }
            if scanner.start > limits.headerBlock { throw .headerTooLarge }
            let line = UnsafeRawBufferPointer(rebasing: bytes[range])
            guard var known = head else {
                head = try parseStatusLine(line)
                continue
            }
            if line.isEmpty {
                try finish(&known)
                return known
            }
            fieldCount += 1
            if fieldCount > limits.fieldCount { throw .headerTooLarge }
            try note(HTTPFieldLine(line, malformed: .malformedField), in: &known)
            head = known
        }
    }

    /// `HTTP-version SP status-code SP [ reason-phrase ]` (RFC 9112 section 4); the space behind the code may be missing.
    private mutating func parseStatusLine(_ line: UnsafeRawBufferPointer) throws(HTTPParseError) -> HTTPResponseHead {
        guard line.count >= 12, line.starts(with: "HTTP/".utf8), line[6] == UInt8(ascii: "."), line[8] == 0x20,
            let major = HTTPHeadParser.digit(line[5]), let minor = HTTPHeadParser.digit(line[7]),
            line.count == 12 || line[12] == 0x20
        else { throw .malformedStatusLine }
        guard major == 1 else { throw .unsupportedVersion }
        var status = 0
        for byte in line[9..<12] {
            guard let digit = HTTPHeadParser.digit(byte) else { throw .malformedStatusLine }
            status = status * 10 + digit
        }
        guard 100..<600 ~= status else { throw .malformedStatusLine }
        isVersion10 = minor == 0
        var head = HTTPResponseHead(status: status)
        head.keepsAlive = !isVersion10
        return head
    }

    private mutating func note(_ field: HTTPFieldLine, in head: inout HTTPResponseHead) throws(HTTPParseError) {
        switch field.name.count {
        case 10 where field.name.equalsIgnoringCase("connection"):
            var closes = false
            field.value.forEachListElement { option in
                if option.equalsIgnoringCase("close") { closes = true }
            }
            if closes { head.keepsAlive = false }
        case 11 where field.name.equalsIgnoringCase("retry-after"):
            head.retryAfter = try? HTTPHeadParser.length(field.value)
        case 14 where field.name.equalsIgnoringCase("content-length"):
            if contentLength != nil { throw .repeatedContentLength }
            contentLength = try HTTPHeadParser.length(field.value)
        case 17 where field.name.equalsIgnoringCase("transfer-encoding"):
            if isChunked { throw .malformedTransferEncoding }
            guard field.value.equalsIgnoringCase("chunked") else { throw HTTPHeadParser.unknownCoding(field.value) }
            isChunked = true
        default:
            break
        }
    }

    /// RFC 9112 section 6.3, but that both framings at once are refused.
    private func finish(_ head: inout HTTPResponseHead) throws(HTTPParseError) {
        if isChunked {
            if contentLength != nil { throw .contentLengthWithTransferEncoding }
            if isVersion10 { throw .malformedTransferEncoding }
            head.framing = .chunked
        } else if let contentLength {
            head.framing = .length(contentLength)
        }
        if head.status < 200 || head.status == 204 || head.status == 304 { head.framing = .length(0) }
        if head.framing == .untilClose { head.keepsAlive = false }
    }
}
