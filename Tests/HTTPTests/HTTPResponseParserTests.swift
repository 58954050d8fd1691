import HTTP
import TestSupport
import Testing

struct HTTPResponseParserTests {
    static let valid: [(text: String, status: Int, body: String)] = [
        ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Type: application/json\r\n\r\nhello", 200, "hello"),
        ("HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n", 200, ""),
        ("HTTP/1.1 204 No Content\r\n\r\n", 204, ""),
        (
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n5\r\nhello\r\n00000A;a=\"b\"\r\n0123456789\r\n0\r\n\r\n",
            200, "hello0123456789"
        ),
        ("HTTP/1.1 410 \r\ntransfer-encoding: chunked\r\n\r\n1\r\nx\r\n000\r\nExpires: never\r\nA:\r\n\r\n", 410, "x"),
        (
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 \r\nA: b\r\n\r\nHTTP/1.0 404 x\r\nContent-Length: 1\r\n\r\n!",
            404, "!"
        ),
    ]

    @Test(.namesItsCase) func everySplitGivesTheSameResponse() {
        forEachCase(of: Self.valid) { valid in
            let bytes = Array((valid.text + "HTTP/1.1").utf8)
            let whole = parseResponse([bytes])
            guard case .response(let head, let body, let rest) = whole else {
                Issue.record("not a response: \(whole)")
                return
            }
            #expect(head.status == valid.status)
            #expect(body == valid.body)
            #expect(rest == "HTTP/1.1")
            for count in 1..<bytes.count {
                let pieces = [Array(bytes.prefix(count)), Array(bytes.dropFirst(count))]
                #expect(parseResponse(pieces) == whole, "split at \(count)")
            }
            #expect(parseResponse(bytes.map { [$0] }) == whole, "byte by byte")
        }
    }

    @Test(.namesItsCase) func everyPrefixNeedsMore() {
        forEachCase(of: Self.valid) { valid in
            for count in 0..<valid.text.utf8.count {
                let outcome = parseResponse([Array(valid.text.utf8.prefix(count))])
                #expect(outcome == .incomplete(mayEnd: false), "\(count) bytes")
            }
        }
    }

    @Test func theEndOfTheConnectionEndsABodyWithoutLength() {
        #expect(parseResponse("HTTP/1.1 200 OK\r\n\r\nabc") == .incomplete(mayEnd: true))
        #expect(parseResponse("HTTP/1.1 200 OK\r\n\r\n") == .incomplete(mayEnd: true))
    }

    @Test func handsOverAnEndlessBodyWithoutCollectingIt() throws {
        var parser = HTTPResponseParser()
        let buffer = ByteBuffer(capacity: 64)
        buffer.append("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        #expect(try parser.parseHead(buffer)?.framing == .chunked)
        let chunk = "400\r\n" + String(repeating: "x", count: 1024) + "\r\n"
        var count = 0
        for _ in 0..<10_000 {
            buffer.append(chunk)
            #expect(try !parser.parseBody(buffer) { count += $0.count })
            #expect(buffer.isEmpty)
        }
        #expect(count == 10_000 * 1024)
        #expect(buffer.capacity <= 4096)
    }

    @Test func readsWhatDecidesAboutTheConnection() throws {
        func head(_ fields: String, version: String = "1.1") throws -> HTTPResponseHead {
            var parser = HTTPResponseParser()
            let buffer = ByteBuffer()
            buffer.append("HTTP/\(version) 503 Busy\r\n\(fields)\r\n")
            return try #require(try parser.parseHead(buffer))
        }
        #expect(try head("Content-Length: 1\r\n").keepsAlive)
        #expect(try !head("Content-Length: 1\r\nConnection: foo, Close\r\n").keepsAlive)
        #expect(try !head("Content-Length: 1\r\n", version: "1.0").keepsAlive)
        #expect(try !head("").keepsAlive)
        #expect(try head("Retry-After: 7\r\n").retryAfter == 7)
        #expect(try head("Retry-After: 99999999999999999999999\r\n").retryAfter == .max)
        #expect(try head("Retry-After: Fri, 31 Dec 1999 23:59:59 GMT\r\n").retryAfter == nil)
        #expect(try head("Retry-After: -1\r\n").retryAfter == nil)
    }

    static let malformed: [(text: String, error: HTTPParseError)] = [
        ("\u{15}\u{3}\u{1}\0\u{2}\u{2}", .malformedStatusLine),
        ("HTTP/1.1 20 OK\r\n\r\n", .malformedStatusLine),
        ("HTTP/1.1 2000 OK\r\n\r\n", .malformedStatusLine),
        ("HTTP/1.1 099 OK\r\n\r\n", .malformedStatusLine),
        ("HTTP/1.1 600 OK\r\n\r\n", .malformedStatusLine),
        ("HTTP/1.1  200 OK\r\n\r\n", .malformedStatusLine),
        ("HTTP/1.1 200 OK\n\r\n", .malformedStatusLine),
        ("HTTP/1.1 101 Switching Protocols\r\n\r\n", .malformedStatusLine),
        ("HTTP/2.0 200 OK\r\n\r\n", .unsupportedVersion),
        ("HTTP/1.1 200 OK\r\nA b: c\r\n\r\n", .malformedField),
        ("HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\r\n", .obsoleteLineFolding),
        ("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n", .repeatedContentLength),
        ("HTTP/1.1 200 OK\r\nContent-Length: +1\r\n\r\n", .malformedContentLength),
        (
            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
            .contentLengthWithTransferEncoding
        ),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", .unsupportedTransferCoding),
        ("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", .malformedTransferEncoding),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", .malformedChunk),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n", .malformedChunk),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n", .bodyTooLarge),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nA\r\n\r\n", .malformedTrailer),
        ("HTTP/1.1 200 OK\r\nA: " + String(repeating: "x", count: 20_000), .headerTooLarge),
        (
            "HTTP/1.1 200 OK\r\n" + String(repeating: "A: b\r\n", count: 101) + "\r\n",
            .headerTooLarge
        ),
    ]

    @Test(.namesItsCase) func refuses() {
        forEachCase(of: Self.malformed) { malformed in
            let bytes = Array(malformed.text.utf8)
            #expect(parseResponse([bytes]) == .error(malformed.error))
            for count in stride(from: 1, to: bytes.count, by: bytes.count > 1000 ? 997 : 1) {
                let pieces = [Array(bytes.prefix(count)), Array(bytes.dropFirst(count))]
                #expect(parseResponse(pieces) == .error(malformed.error), "split at \(count)")
            }
        }
    }
}
