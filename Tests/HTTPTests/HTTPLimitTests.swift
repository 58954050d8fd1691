import HTTP
import Testing

/// Every limit at n and at n + 1.
struct HTTPLimitTests {
    private static func request(_ request: Outcome) -> Bool {
        if case .request = request { return true }
        return false
    }

    @Test func requestLine() {
        var limits = HTTPLimits()
        limits.requestLine = 40
        func text(_ length: Int) -> String {
            "GET /" + String(repeating: "a", count: length - 14) + " HTTP/1.1\r\nHost: x\r\n\r\n"
        }
        #expect(Self.request(parse(text(40), limits: limits)))
        #expect(parse(text(41), limits: limits) == .error(.requestLineTooLong))
        #expect(parse(String(text(42).prefix(42)), limits: limits) == .error(.requestLineTooLong))
        #expect(HTTPParseError.requestLineTooLong.status.code == 414)
    }

    @Test func headerBlock() {
        var limits = HTTPLimits()
        limits.headerBlock = 100
        func text(_ length: Int) -> String {
            let frame = "GET / HTTP/1.1\r\nHost: x\r\nA: \r\n\r\n"
            return frame.replacingLast("A: ", with: "A: " + String(repeating: "b", count: length - frame.utf8.count))
        }
        #expect(Self.request(parse(text(100), limits: limits)))
        #expect(parse(text(101), limits: limits) == .error(.headerTooLarge))
        #expect(parse(String(text(101).unicodeScalars.prefix(100)), limits: limits) == .error(.headerTooLarge))
        #expect(HTTPParseError.headerTooLarge.status.code == 431)
    }

    @Test func fieldCount() {
        var limits = HTTPLimits()
        limits.fieldCount = 3
        func text(_ count: Int) -> String {
            "GET / HTTP/1.1\r\nHost: x\r\n" + String(repeating: "A: b\r\n", count: count - 1) + "\r\n"
        }
        #expect(Self.request(parse(text(3), limits: limits)))
        #expect(parse(text(4), limits: limits) == .error(.headerTooLarge))
    }

    @Test func contentLength() {
        var limits = HTTPLimits()
        limits.body = 10
        func text(_ length: Int) -> String {
            "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: \(length)\r\n\r\n" + String(repeating: "b", count: length)
        }
        #expect(Self.request(parse(text(10), limits: limits)))
        #expect(parse(text(11), limits: limits) == .error(.bodyTooLarge))
        #expect(HTTPParseError.bodyTooLarge.status.code == 413)
    }

    @Test(arguments: [1, 3, 10])
    func chunkedBody(_ chunk: Int) {
        var limits = HTTPLimits()
        limits.body = 10
        func text(_ length: Int) -> String {
            var text = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
            var rest = length
            while rest > 0 {
                let count = min(rest, chunk)
                text += "\(String(count, radix: 16))\r\n" + String(repeating: "b", count: count) + "\r\n"
                rest -= count
            }
            return text + "0\r\n\r\n"
        }
        #expect(Self.request(parse(text(10), limits: limits)))
        #expect(parse(text(11), limits: limits) == .error(.bodyTooLarge))
    }

    @Test func chunkLine() {
        var limits = HTTPLimits()
        limits.chunkLine = 8
        let head = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
        #expect(Self.request(parse(head + "1;234567\r\nx\r\n0\r\n\r\n", limits: limits)))
        #expect(parse(head + "1;2345678\r\nx\r\n0\r\n\r\n", limits: limits) == .error(.malformedChunk))
        #expect(parse(head + "1;23456789", limits: limits) == .error(.malformedChunk))
    }

    @Test func trailers() {
        var limits = HTTPLimits()
        limits.headerBlock = 80
        let head = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"
        let line = "A: " + String(repeating: "b", count: 33) + "\r\n"
        #expect(Self.request(parse(head + line + line + "\r\n", limits: limits)))
        #expect(parse(head + line + line + line + "\r\n", limits: limits) == .error(.headerTooLarge))
    }

    /// The framing between many small chunks must not pile up in the buffer.
    @Test func smallChunksStaySmall() throws {
        let buffer = ByteBuffer()
        var parser = HTTPRequestParser()
        buffer.append("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        for _ in 0..<2_000 {
            buffer.append("1;padding=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\na\r\n")
            #expect(try parser.parse(buffer) == .needsBody)
        }
        #expect(buffer.capacity == ByteBuffer.initialCapacity)
        buffer.append("0\r\n\r\n")
        #expect(try parser.parse(buffer) == .complete(bodyLength: 2_000))
    }
}

extension String {
    fileprivate func replacingLast(_ old: String, with new: String) -> String {
        let pieces = split(separator: "A: ", omittingEmptySubsequences: false)
        return pieces.dropLast().joined(separator: old) + new + (pieces.last ?? "")
    }
}
