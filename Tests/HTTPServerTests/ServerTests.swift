import HTTP
import HTTPServer
import TLS
import TestSupport
import Testing
import Sockets

struct ServerTests {
    @Test(arguments: [true, false])
    func keepsConnectionsAlive(_ secure: Bool) throws {
        let running = try TestServer()
        let client = try running.connect(secure: secure)
        for turn in 0..<100 {
            try client.send(post("/echo", "turn \(turn)"))
            let response = try #require(try client.receive())
            #expect(response.status == 200)
            #expect(response.text == "turn \(turn)")
            #expect(!response.closes)
            #expect(response.field("date")?.hasSuffix(" GMT") == true)
        }
        #expect(running.server.statistics.acceptedConnections == 1)
        #expect(running.server.statistics.requests == 100)
    }

    @Test(arguments: [true, false])
    func answersPipelinedRequestsInOrder(_ secure: Bool) throws {
        let running = try TestServer()
        let client = try running.connect(secure: secure)
        try client.send((0..<200).map { post("/echo", "\($0)") }.joined())
        for turn in 0..<200 {
            #expect(try client.receive()?.text == "\(turn)")
        }
    }

    @Test(arguments: [true, false])
    func readsChunks(_ secure: Bool) throws {
        let running = try TestServer()
        let client = try running.connect(secure: secure)
        try client.send("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        for piece in ["5\r\nhel", "lo\r\n1;x=y\r", "\n \r\n5\r\nworld\r\n0", "\r\nTrailer: x\r\n\r\n"] {
            try client.send(piece)
        }
        #expect(try client.receive()?.text == "hello world")
        try client.send(get("/greeting"))
        #expect(try client.receive()?.text == "hello\n")
    }

    @Test(arguments: [true, false])
    func acceptsRequestsByteByByte(_ secure: Bool) throws {
        let running = try TestServer()
        let client = try running.connect(secure: secure)
        for byte in post("/echo", "slow").utf8 { try client.send([byte]) }
        #expect(try client.receive()?.text == "slow")
    }

    @Test(arguments: [true, false])
    func acceptsSevenMebibytesAndNotOneByteMore(_ secure: Bool) throws {
        let running = try TestServer()
        let limit = 7 * 1024 * 1024
        let client = try running.connect(secure: secure)
        try client.send("POST /length HTTP/1.1\r\nHost: x\r\nContent-Length: \(limit)\r\n\r\n")
        try client.send([UInt8](repeating: UInt8(ascii: "b"), count: limit))
        #expect(try client.receive()?.text == "\(limit)\n")

        try client.send("POST /length HTTP/1.1\r\nHost: x\r\nContent-Length: \(limit + 1)\r\n\r\n")
        let response = try #require(try client.receive())
        #expect(response.status == 413)
        #expect(response.closes)
        #expect(response.text == "body too large\n")
        #expect(try client.isClosed())
    }

    /// The answer must reach a client that goes on sending, so the server must not reset the connection.
    @Test(arguments: [true, false])
    func answersAClientThatIsStillSending(_ secure: Bool) throws {
        let running = try TestServer()
        let client = try running.connect(secure: secure)
        try client.send("POST /length HTTP/1.1\r\nHost: x\r\nContent-Length: 8000000\r\n\r\n")
        try client.send([UInt8](repeating: 0, count: 8_000_000))
        #expect(try client.receive()?.status == 413)
        #expect(try client.isClosed())
    }

    @Test(arguments: [true, false])
    func sendsLargeAnswersToSlowReaders(_ secure: Bool) throws {
        let running = try TestServer()
        let client = try running.connect(secure: secure)
        try client.send(get("/large") + get("/greeting"))
        #expect(try client.receive()?.body.count == 8 * 1024 * 1024)
        #expect(try client.receive()?.text == "hello\n")
    }

    @Test func leavesTheBodyOutForHead() throws {
        let running = try TestServer()
        let client = try running.connectPlainly()
        try client.send("HEAD /greeting HTTP/1.1\r\nHost: x\r\n\r\n" + get("/greeting"))
        let response = try #require(try client.receive(isHead: true))
        #expect(response.field("content-length") == "6")
        #expect(try client.receive()?.text == "hello\n")
    }

    @Test func continuesWhenTheClientWaitsForIt() throws {
        let running = try TestServer()
        let client = try running.connect()
        try client.send("POST /echo HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n")
        #expect(try client.receive()?.status == 100)
        try client.send("ok")
        #expect(try client.receive()?.text == "ok")
    }

    @Test func closesAfterHTTP10() throws {
        let running = try TestServer()
        let client = try running.connectPlainly()
        try client.send("GET /greeting HTTP/1.0\r\n\r\n")
        let response = try #require(try client.receive())
        #expect(response.closes)
        #expect(try client.isClosed())
    }

    @Test func answersAHalfClosedClient() throws {
        let running = try TestServer()
        let client = try running.connectPlainly()
        try client.send(post("/echo", "last words"))
        client.finishSending()
        #expect(try client.receive()?.text == "last words")
        #expect(try client.isClosed())
    }

    @Test func answersGarbage() throws {
        let running = try TestServer()
        let client = try running.connectPlainly()
        try client.send("\u{16}\u{3}\u{1}\u{2}")
        let response = try #require(try client.receive())
        #expect(response.status == 400)
        #expect(response.field("content-type") == "text/plain; charset=utf-8")
        #expect(try client.isClosed())
        #expect(running.server.statistics.rejectedRequests == 1)
    }

    @Test func tellsAPlainClientOfTheSecurePort() throws {
        let running = try TestServer()
        let client = try LoopbackClient(running.server.addresses[0])
        try client.send(get("/greeting"))
        let response = try #require(try client.receive())
        #expect(response.status == 400)
        #expect(response.text == "client sent an HTTP request to an HTTPS server\n")
        #expect(waitUntil { running.server.statistics.failedHandshakes == 1 })
    }

    @Test func tellsEndpointsApart() throws {
        let running = try TestServer()
        for (secure, endpoint) in [(true, "0\n"), (false, "1\n")] {
            let client = try running.connect(secure: secure)
            try client.send(get("/endpoint"))
            #expect(try client.receive()?.text == endpoint)
        }
    }

    @Test func deliversMessagesToEveryLoop() throws {
        let running = try TestServer(threads: 2)
        running.server.send("bonjour")
        // Mail is read before new connections are accepted or in the same turn, so a few may still see the old one.
        #expect(
            waitUntil {
                (0..<16).allSatisfy { _ in
                    guard let client = try? running.connectPlainly(), (try? client.send(get("/greeting"))) != nil
                    else { return false }
                    return (try? client.receive())??.text == "bonjour\n"
                }
            }
        )
    }

    @Test func answersLater() throws {
        let running = try TestServer()
        let client = try running.connect()
        try client.send(post("/later", "") + get("/greeting"))
        let ticket = try running.tickets.take()
        let other = try running.connect()
        try other.send(get("/greeting"))
        #expect(try other.receive()?.status == 200, "one that waits holds up nobody else")

        running.server.answer(.text(.ok, "at last"), to: ticket)
        running.server.answer(.text(.ok, "again"), to: ticket)
        #expect(try client.receive()?.text == "at last\n")
        #expect(try client.receive()?.text == "hello\n")
    }

    @Test func forgetsTheAnswerForAClientThatHasGone() throws {
        let running = try TestServer()
        var client: LoopbackClient? = try running.connectPlainly()
        try client?.send(post("/later", ""))
        let ticket = try running.tickets.take()
        client = nil
        let other = try running.connectPlainly()
        running.server.answer(.text(.ok, "for nobody"), to: ticket)
        try other.send(get("/greeting"))
        #expect(try other.receive()?.text == "hello\n")
    }

    @Test func servesManyConnections() throws {
        let running = try TestServer(threads: 2)
        let clients = try (0..<200).map { turn in try running.connect(secure: turn.isMultiple(of: 4)) }
        for (turn, client) in clients.enumerated() { try client.send(post("/echo", "\(turn)")) }
        for (turn, client) in clients.enumerated() { #expect(try client.receive()?.text == "\(turn)") }
        #expect(running.server.statistics.openConnections == 200)
    }

    @Test func newConnectionsSeeANewCertificate() throws {
        let running = try TestServer()
        let old = try running.connect()
        #expect(old.serverNames == ["localhost", "one.example"])
        let renewed = try Certificates.server(["localhost", "two.example"], by: running.authority)
        running.server.replaceContext(try TLSContext(server: renewed))
        #expect(waitUntil { (try? running.connect())?.serverNames == ["localhost", "two.example"] })
        try old.send(get("/greeting"))
        #expect(try old.receive()?.text == "hello\n")
    }
}
