import HTTP
import Testing

struct HTTPRequestParserTests {
    static let valid = [
        "POST /mutate?timeout=10s HTTP/1.1\r\nHost: alb.kube-system.svc:443\r\nContent-Type: application/json\r\n"
            + "Accept-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello",
        "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n",
        "\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET / HTTP/1.0\r\n\r\n",
        "HEAD http://example.com:80/metrics?a=b HTTP/1.1\r\nhost:[::1]:80\r\nConnection: keep-alive, CLOSE\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost:\r\n\r\n",
        "POST /v HTTP/1.1\r\nHost: x\r\nExpect: 100-Continue\r\nContent-Length: 3\r\n\r\nabc",
        "POST /v HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: Chunked\r\n\r\n"
            + "5\r\nhello\r\n00000A;a=\"b\"\r\n0123456789\r\n0\r\n\r\n",
        "POST /v HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n000\r\nExpires: never\r\nA:\r\n\r\n",
        "PUT /x HTTP/1.1\r\nHost: x\r\nX-Text: \tcaf\u{e9} \t\r\nContent-Length: 0\r\n\r\n",
    ]

    @Test(arguments: valid.indices)
    func everyPrefixNeedsMore(_ index: Int) {
        let bytes = Array(Self.valid[index].utf8)
        for count in 0..<bytes.count {
            #expect(parse([Array(bytes.prefix(count))]) == .incomplete, "\(count) bytes")
        }
    }

    @Test(arguments: valid.indices)
    func everySplitGivesTheSameRequest(_ index: Int) {
        let bytes = Array((Self.valid[index] + "GET /next").utf8)
        let whole = parse([bytes])
        guard case .request(let request) = whole else {
            Issue.record("not a request: \(whole)")
            return
        }
        #expect(request.rest == Array("GET /next".utf8))
        for count in 1..<bytes.count {
            #expect(parse([Array(bytes.prefix(count)), Array(bytes.dropFirst(count))]) == whole, "split at \(count)")
        }
        #expect(parse(bytes.map { [$0] }) == whole, "byte by byte")
    }

    @Test func readsWhatTheHandlerNeeds() {
        let text = Self.valid[0]
        let expected = ParsedRequest(
            method: .post,
            path: "/mutate",
            query: "timeout=10s",
            host: "alb.kube-system.svc:443",
            keepsAlive: true,
            expectsContinue: false,
            body: Array("hello".utf8),
            rest: []
        )
        #expect(parse(text) == .request(expected))
    }

    @Test func takesTheChunksOff() {
        guard case .request(let request) = parse(Self.valid[7]) else {
            Issue.record("refused")
            return
        }
        #expect(request.body == Array("hello0123456789".utf8))
    }

    @Test func stripsTheAuthorityOfAnAbsoluteTarget() {
        guard case .request(let request) = parse(Self.valid[4]) else {
            Issue.record("refused")
            return
        }
        #expect(request.path == "/metrics")
        #expect(request.query == "a=b")
        #expect(!request.keepsAlive)
    }

    @Test func closesAfterHTTP10() {
        guard case .request(let request) = parse("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n") else {
            Issue.record("refused")
            return
        }
        #expect(!request.keepsAlive)
    }

    @Test func ignoresExpectationWithoutContent() {
        guard case .request(let request) = parse("GET / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n\r\n") else {
            Issue.record("refused")
            return
        }
        #expect(!request.expectsContinue)
    }

    @Test func readsPipelinedRequestsInTurn() throws {
        let buffer = ByteBuffer()
        buffer.append("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nabGET /b HTTP/1.1\r\nHost: x\r\n\r\n")
        var parser = HTTPRequestParser()
        #expect(try parser.parse(buffer) == .complete(bodyLength: 2))
        buffer.consume(parser.head.length + 2)
        parser.reset()
        #expect(try parser.parse(buffer) == .complete(bodyLength: 0))
        #expect(parser.head.method == .get)
    }
}
