import HTTP
import HTTPServer
import TestSupport
import Testing
import Sockets

/// Deadlines and limits, over real sockets.
struct OverloadTests {
    private static func limits(_ change: (inout HTTPLimits) -> Void) -> HTTPLimits {
        var limits = HTTPLimits()
        change(&limits)
        return limits
    }

    private static let moment: UInt64 = 60_000_000

    @Test(arguments: [true, false])
    func answersASlowSenderAtTheDeadline(_ secure: Bool) throws {
        let running = try TestServer(limits: Self.limits { $0.headerTime = Self.moment })
        let client = try running.connect(secure: secure)
        try client.send("POST /echo HTTP/1.1\r\n")
        let response = try #require(try client.receive())
        #expect(response.status == 408)
        #expect(response.closes)
        #expect(try client.isClosed())
        #expect(running.server.statistics.expiredConnections >= 1)
    }

    @Test func answersASlowBodyAtTheDeadline() throws {
        let running = try TestServer(limits: Self.limits { $0.bodyTime = Self.moment })
        let client = try running.connect()
        try client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nabc")
        #expect(try client.receive()?.status == 408)
    }

    @Test func answersForAHandlerThatDoesNot() throws {
        let running = try TestServer(limits: Self.limits { $0.handlerTime = Self.moment })
        let client = try running.connect()
        try client.send(post("/later", ""))
        let response = try #require(try client.receive())
        #expect(response.status == 504)
        #expect(response.field("retry-after") == nil)
        running.server.answer(.text(.ok, "too late"), to: try running.tickets.take())
        #expect(try client.isClosed())
    }

    @Test func closesIdleConnections() throws {
        let running = try TestServer(limits: Self.limits { $0.idleTime = Self.moment })
        let client = try running.connect()
        try client.send(get("/greeting"))
        #expect(try client.receive()?.status == 200)
        #expect(try client.isClosed())
    }

    @Test func dropsAHandshakeThatDoesNotEnd() throws {
        let running = try TestServer(limits: Self.limits { $0.handshakeTime = Self.moment })
        let client = try LoopbackClient(running.server.addresses[0])
        #expect(try client.isClosed())
    }

    @Test(arguments: [true, false])
    func shedsConnectionsOverTheLimitWhileAllOthersAreAtWork(_ secure: Bool) throws {
        let running = try TestServer { $0.newConnectionsPerLoop = 2 }
        let within = try (0..<2).map { _ in try running.connect(secure: secure) }
        for client in within { try client.send(post("/later", "")) }
        let tickets = try within.map { _ in try running.tickets.take() }
        let over = try running.connect(secure: secure)
        try over.send(get("/greeting"))
        let response = try #require(try over.receive())
        #expect(response.status == 503)
        #expect(response.field("retry-after") == "1")
        #expect(response.closes)
        #expect(running.server.statistics.shedConnections == 1)

        for ticket in tickets { running.server.answer(.text(.ok, "done"), to: ticket) }
        for client in within { #expect(try client.receive()?.status == 200) }
        let next = try running.connect(secure: secure)
        try next.send(get("/greeting"))
        #expect(try next.receive()?.status == 200)
    }

    /// Clients that only hold connections do not keep the others out.
    @Test(arguments: [true, false])
    func givesUpWhatIsIdleLongestForSomebodyNew(_ secure: Bool) throws {
        let running = try TestServer { $0.newConnectionsPerLoop = 4 }
        let idle = try (0..<40).map { _ in try running.connect(secure: secure) }
        let client = try running.connect(secure: secure)
        try client.send(get("/greeting"))
        #expect(try client.receive()?.status == 200)
        #expect(running.server.statistics.openConnections <= 5)
        #expect(running.server.statistics.evictedConnections >= 36)
        #expect(running.server.statistics.shedConnections == 0)
        for old in idle.prefix(30) { #expect(try old.isClosed()) }
    }

    @Test func pausesAcceptingWhenEvenSheddingIsTooMuch() throws {
        let running = try TestServer {
            $0.connectionsPerLoop = 1
            $0.newConnectionsPerLoop = 1
        }
        // Those that are at work cannot be given up.
        let clients = try (0..<18).map { _ in
            let client = try running.connectPlainly()
            try client.send(get("/greeting") + post("/later", ""))
            return (client, try running.tickets.take())
        }
        let waiting = try running.connectPlainly()
        try waiting.send(get("/greeting"))
        #expect(waitUntil { running.server.statistics.acceptPauses > 0 })
        #expect(running.server.statistics.openConnections == 18)
        for (_, ticket) in clients { running.server.answer(.text(.ok, "done"), to: ticket) }
        // Also the one that waited in the backlog.
        #expect(try waiting.receive()?.status == 200)
        let last = try running.connect()
        try last.send(get("/greeting"))
        #expect(try last.receive()?.status == 200)
    }

    @Test func limitsWhatIncompleteRequestsHold() throws {
        let running = try TestServer(bufferedBytes: 1024 * 1024)
        let head = "POST /length HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000\r\n\r\n"
        let part = [UInt8](repeating: 0, count: 1_999_999)
        let first = try running.connectPlainly()
        try first.send(head)
        let second = try running.connectPlainly()
        try second.send(head)
        try first.send(part)
        try second.send(part)
        #expect(waitUntil { running.server.statistics.rejectedRequests == 1 })
        // Which of the two came to be too much depends on whose bytes were read first.
        try? first.send([0])
        try? second.send([0])
        #expect(Set([try first.receive()?.status, try second.receive()?.status]) == [200, 503])
    }

    @Test func refusesAnAddressInUse() throws {
        let running = try TestServer()
        let address = running.server.addresses[1]
        #expect(throws: SocketError.addressInUse(address.description)) {
            try Server(ServerConfiguration(endpoints: [.init(address)])) { loop in
                TestHandler(loop: loop, tickets: Tickets(), gate: Gate(), served: Served())
            }
        }
    }
}
