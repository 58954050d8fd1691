/// Reads a request's head line by line: each line is judged as soon as it is complete.
struct HTTPHeadParser {
    private(set) var head = HTTPRequestHead()
    private var scanner = HTTPLineScanner()
    private var hasRequestLine = false
    private var fieldCount = 0
    private var hasHost = false
    private var contentLength: Int?
    private var isChunked = false

    /// True when the head is complete; `bytes` begins with the request line.
    mutating func parse(
        _ bytes: UnsafeRawBufferPointer,
        limits: HTTPLimits
    ) throws(HTTPParseError) -> Bool {
        if !hasRequestLine {
            // Not text at all, a TLS ClientHello for one: said at once instead of at the deadline.
            if let first = bytes.first, !ByteClass.token.contains(first) { throw .malformedRequestLine }
            guard let line = try scanner.next(in: bytes, malformed: .malformedRequestLine) else {
                if bytes.count > limits.requestLine + 1 { throw .requestLineTooLong }
                return false
            }
            if line.count > limits.requestLine { throw .requestLineTooLong }
            try parseRequestLine(bytes, line)
            hasRequestLine = true
            head.fields = scanner.start..<scanner.start
        }
        while true {
            guard let line = try scanner.next(in: bytes, malformed: .malformedField) else {
                if bytes.count >= limits.headerBlock { throw .headerTooLarge }
                return false
            }
            if scanner.start > limits.headerBlock { throw .headerTooLarge }
            if line.isEmpty {
                head.fields = head.fields.lowerBound..<line.lowerBound
                head.length = scanner.start
                try finish(limits)
                return true
            }
            fieldCount += 1
            if fieldCount > limits.fieldCount { throw .headerTooLarge }
            let field = try HTTPFieldLine(UnsafeRawBufferPointer(rebasing: bytes[line]), malformed: .malformedField)
            try note(field)
        }
    }

    /// `method SP request-target SP HTTP-version` (RFC 9112 section 3).
    private mutating func parseRequestLine(
        _ bytes: UnsafeRawBufferPointer,
        _ line: Range<Int>
    ) throws(HTTPParseError) {
        var index = line.lowerBound
        while index < line.upperBound, ByteClass.token.contains(bytes[index]) { index += 1 }
        guard index > line.lowerBound, index < line.upperBound, bytes[index] == 0x20 else {
            throw .malformedRequestLine
        }
        head.method = HTTPMethod(UnsafeRawBufferPointer(rebasing: bytes[line.lowerBound..<index]))

        let targetStart = index + 1
        index = targetStart
        while index < line.upperBound, bytes[index] > 0x20, bytes[index] < 0x7F { index += 1 }
        guard index > targetStart, index < line.upperBound, bytes[index] == 0x20 else { throw .malformedRequestLine }
        head.target = targetStart..<index

        let version = UnsafeRawBufferPointer(rebasing: bytes[(index + 1)..<line.upperBound])
        guard version.count == 8, version.starts(with: "HTTP/".utf8), version[6] == UInt8(ascii: "."),
            let major = Self.digit(version[5]), let minor = Self.digit(version[7])
        else { throw .malformedRequestLine }
        // The HTTP/2 preface (RFC 9113 section 3.4) is a request line of version 2.0 and ends here.
        guard major == 1 else { throw .unsupportedVersion }
        head.minorVersion = min(minor, 1)
        head.keepsAlive = head.minorVersion == 1

        try checkTarget(UnsafeRawBufferPointer(rebasing: bytes[head.target]))
    }

    /// origin-form, absolute-form, or asterisk-form for OPTIONS (RFC 9112 section 3.2); this is no proxy, so there is
    /// no authority-form.
    private func checkTarget(_ target: UnsafeRawBufferPointer) throws(HTTPParseError) {
        if target.first == UInt8(ascii: "/") { return }
        if head.method == .options, target.elementsEqual("*".utf8) { return }
        for scheme in ["http://", "https://"] as [StaticString] where target.count > scheme.utf8CodeUnitCount {
            let start = UnsafeRawBufferPointer(rebasing: target[..<scheme.utf8CodeUnitCount])
            if start.equalsIgnoringCase(scheme) { return }
        }
        throw .malformedTarget
    }

    /// Picks up the fields that decide about framing and persistence.
    private mutating func note(_ field: HTTPFieldLine) throws(HTTPParseError) {
        switch field.name.count {
        case 4 where field.name.equalsIgnoringCase("host"):
            // RFC 9112 section 3.2: more than one is answered with 400.
            if hasHost { throw .missingHost }
            hasHost = true
            for byte in field.value where !ByteClass.host.contains(byte) { throw .malformedHost }
        case 6 where field.name.equalsIgnoringCase("expect"):
            guard field.value.equalsIgnoringCase("100-continue") else { throw .unsupportedExpectation }
            head.expectsContinue = true
        case 10 where field.name.equalsIgnoringCase("connection"):
            var closes = false
            field.value.forEachListElement { option in
                if option.equalsIgnoringCase("close") { closes = true }
            }
            if closes { head.keepsAlive = false }
        case 14 where field.name.equalsIgnoringCase("content-length"):
            // RFC 9112 section 6.3 allows identical values to be merged; senders that repeat it are not to be trusted.
            if contentLength != nil { throw .repeatedContentLength }
            contentLength = try Self.length(field.value)
        case 17 where field.name.equalsIgnoringCase("transfer-encoding"):
            if isChunked { throw .malformedTransferEncoding }
            guard field.value.equalsIgnoringCase("chunked") else { throw Self.unknownCoding(field.value) }
            isChunked = true
        default:
            break
        }
    }

    private mutating func finish(_ limits: HTTPLimits) throws(HTTPParseError) {
        // RFC 9112 section 3.2.
        if !hasHost, head.minorVersion == 1 { throw .missingHost }
        if isChunked {
            // RFC 9112 section 6.3 item 3 and section 6.1: the two together are an attempt at smuggling, and 1.0 has
            // no chunks.
            if contentLength != nil { throw .contentLengthWithTransferEncoding }
            if head.minorVersion == 0 { throw .malformedTransferEncoding }
            head.framing = .chunked
        } else {
            let length = contentLength ?? 0
            if length > limits.body { throw .bodyTooLarge }
            head.framing = .length(length)
        }
        // RFC 9110 section 10.1.1: ignored from 1.0 clients, and without content there is nothing to wait for.
        if head.minorVersion == 0 || head.framing == .length(0) { head.expectsContinue = false }
    }

    /// `1*DIGIT` (RFC 9110 section 8.6), so neither `+5` nor `5, 5`; numbers too large to hold count as the largest.
    static func length(_ value: UnsafeRawBufferPointer) throws(HTTPParseError) -> Int {
        if value.isEmpty { throw .malformedContentLength }
        var length = 0
        for byte in value {
            guard let digit = digit(byte) else { throw .malformedContentLength }
            let (product, overflow) = length.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(digit)
            length = overflow || carry ? .max : sum
        }
        return length
    }

    /// 501 for a coding that exists (RFC 9112 section 6.1), 400 for something that is no list of codings or repeats
    /// chunked.
    static func unknownCoding(_ value: UnsafeRawBufferPointer) -> HTTPParseError {
        var elements = 0
        var isList = true
        var chunked = 0
        value.forEachListElement { element in
            elements += 1
            if element.equalsIgnoringCase("chunked") { chunked += 1 }
            for byte in element where !ByteClass.token.contains(byte) { isList = false }
        }
        return elements == 0 || !isList || chunked > 1 ? .malformedTransferEncoding : .unsupportedTransferCoding
    }

    static func digit(_ byte: UInt8) -> Int? {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") ? Int(byte) - 0x30 : nil
    }
}
