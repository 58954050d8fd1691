import HTTP
import HTTPServer
import Sockets
import TestSupport
import Testing

/// What one connection can take from the others, counted in requests and not in time.
///
/// Each test holds the loop up until everything it is about has been sent, so that one look at the sockets finds it all.
struct FairnessTests {
    private static func held(
        _ change: (inout ServerConfiguration) -> Void = { _ in }
    ) throws -> (
        TestServer, LoopbackClient
    ) {
        let running = try TestServer(change: change)
        let holder = try running.connectPlainly()
        try holder.send(get("/greeting"))
        #expect(try holder.receive()?.status == 200)
        return (running, holder)
    }

    private static func hold(_ running: TestServer, _ holder: LoopbackClient) throws {
        try holder.send(get("/block"))
        #expect(waitUntil { running.gate.isHolding })
    }

    /// Two connections that pipeline without pause take turns of at most eight: neither is served twice in one turn.
    @Test(arguments: [true, false])
    func pipelinedRequestsTakeTurns(_ secure: Bool) throws {
        let (running, holder) = try Self.held()
        let clients = try ["a", "b"].map { ($0, try running.connect(secure: secure)) }
        for (_, client) in clients {
            try client.send(get("/greeting"))
            #expect(try client.receive()?.status == 200)
        }
        try Self.hold(running, holder)
        for (name, client) in clients {
            try client.send((0..<200).map { _ in get("/greeting?\(name)") }.joined())
        }
        running.gate.open()
        for (_, client) in clients {
            for _ in 0..<200 { #expect(try client.receive()?.status == 200) }
        }
        let order = running.served.all.filter { !$0.isEmpty }
        #expect(order.count == 400)
        for client in ["a", "b"] {
            let other = order.lastIndex { $0 != client } ?? 0
            #expect(Self.longestRun(of: client, in: order.prefix(other)) <= 8)
        }
    }

    /// Answers leave together, but none waits for a request that begins after the longest wait, or for a large one.
    @Test(arguments: [true, false])
    func answersWaitForNobodySlow(_ isLarge: Bool) throws {
        let (running, holder) = try Self.held()
        let clients = try ["a", "b", "c"].map { _ in try running.connectPlainly() }
        for client in clients {
            try client.send(get("/greeting"))
            #expect(try client.receive()?.status == 200)
        }
        try Self.hold(running, holder)
        let body = String(repeating: "x", count: isLarge ? 20 * 1024 : 0)
        let slow = "POST /block?slow HTTP/1.1\r\nHost: x\r\nContent-Length: \(body.utf8.count)\r\n\r\n" + body
        try clients[0].send(get("/greeting"))
        try clients[1].send(isLarge ? get("/greeting") : get("/block?first"))
        try clients[2].send(slow)
        running.gate.open()
        if !isLarge {
            #expect(waitUntil { running.served.all.contains("first") && running.gate.isHolding })
            let start = MonotonicClock.now()
            #expect(waitUntil { MonotonicClock.now() > start + HeldAnswers.longestWait })
            running.gate.open()
        }
        #expect(waitUntil { running.served.all.contains("slow") && running.gate.isHolding })
        #expect(try clients[0].receive()?.status == 200)
        #expect(try clients[1].receive()?.status == 200)
        running.gate.open()
        #expect(try clients[2].receive()?.status == 200)
    }

    /// Requests of one turn are read before the first is answered, some at a time; each gets an answer of its own, and one
    /// whose client is gone meanwhile does no harm.
    @Test func manyRequestsOfOneTurnAreAllAnswered() throws {
        let (running, holder) = try Self.held()
        let clients = try (0..<(2 * GatheredRequests.limit + 5)).map { _ in try running.connectPlainly() }
        for client in clients {
            try client.send(get("/greeting"))
            #expect(try client.receive()?.status == 200)
        }
        try Self.hold(running, holder)
        let large = String(repeating: "x", count: 20 * 1024)
        for (index, client) in clients.enumerated() {
            let post = "POST /greeting?\(index) HTTP/1.1\r\nHost: x\r\nContent-Length: \(large.utf8.count)\r\n\r\n"
            try client.send(index % 7 == 3 ? post + large : get("/greeting?\(index)"))
        }
        try running.connectPlainly().send(get("/greeting?gone"))
        running.gate.open()
        for client in clients { #expect(try client.receive()?.status == 200) }
        let served = running.served.all.filter { !$0.isEmpty }
        #expect(Set(served).isSuperset(of: clients.indices.map(String.init)))
        #expect(Set(served).count == served.count)
    }

    private static func longestRun(of name: String, in order: ArraySlice<String>) -> Int {
        var longest = 0
        var run = 0
        for entry in order {
            run = entry == name ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }

    /// However much of a body has come, it is read in portions.
    @Test func aLargeBodyTakesTurns() throws {
        let (running, holder) = try Self.held { $0.bytesPerTurn = 4096 }
        let large = try running.connectPlainly()
        try large.send(get("/greeting"))
        #expect(try large.receive()?.status == 200)
        let small = try running.connectPlainly()
        try small.send(get("/greeting"))
        #expect(try small.receive()?.status == 200)
        try Self.hold(running, holder)
        try large.send(post("/length?large", String(repeating: "x", count: 100_000)))
        try small.send(get("/greeting?small"))
        running.gate.open()
        #expect(try large.receive()?.text == "100000\n")
        #expect(try small.receive()?.status == 200)
        #expect(running.served.all.filter { !$0.isEmpty } == ["small", "large"])
    }

    /// Who is through is served before strangers get on with their handshakes, of which a few are done in a turn.
    @Test func handshakesWait() throws {
        let (running, holder) = try Self.held { $0.handshakesPerTurn = 4 }
        let known = try running.connect()
        try known.send(get("/greeting"))
        #expect(try known.receive()?.status == 200)
        let strangers = try (0..<40).map { _ in try LoopbackClient(running.server.addresses[0]) }
        #expect(waitUntil { running.server.statistics.openConnections == 42 })
        try Self.hold(running, holder)
        for stranger in strangers { try stranger.send("no handshake") }
        try known.send(get("/greeting") + get("/block"))
        running.gate.open()
        #expect(try holder.receive()?.text == "released\n")
        #expect(try known.receive()?.status == 200)
        #expect(waitUntil { running.gate.isHolding })
        #expect(running.server.statistics.failedHandshakes <= 4)
        running.gate.open()
        #expect(try known.receive()?.text == "released\n")
        #expect(waitUntil { running.server.statistics.failedHandshakes == 40 })
    }

    /// A loop that was busy until after a deadline looks at all that has come, which is more than epoll reports at once,
    /// before it calls a client late.
    @Test func whatCameInTimeIsNotLate() throws {
        let (running, holder) = try Self.held { $0.limits.headerTime = 1_000_000_000 }
        let clients = try (0..<200).map { _ in try running.connectPlainly() }
        for client in clients { try client.send("GET /greeting HT") }
        // The last of them has been read when an answer to somebody behind it is there.
        let last = try running.connectPlainly()
        try last.send(get("/greeting"))
        #expect(try last.receive()?.status == 200)
        try Self.hold(running, holder)
        for client in clients { try client.send("TP/1.1\r\nHost: x\r\n\r\n") }
        let end = MonotonicClock.now() + 1_200_000_000
        #expect(waitUntil { MonotonicClock.now() > end })
        running.gate.open()
        for client in clients { #expect(try client.receive()?.status == 200) }
    }

    @Test func aLoopThatIsStuckIsKnown() throws {
        let (running, holder) = try Self.held()
        #expect(waitUntil { running.server.longestTurn == 0 })
        try Self.hold(running, holder)
        #expect(waitUntil { running.server.longestTurn > 50_000_000 })
        running.gate.open()
        #expect(try holder.receive()?.status == 200)
        #expect(waitUntil { running.server.longestTurn == 0 })
    }

    @Test func memoryIsGivenBackAfterALargeRequest() throws {
        let running = try TestServer()
        let client = try running.connect()
        let before = ProcessMemory.trimCount
        try client.send(post("/length", String(repeating: "x", count: 2_000_000)))
        #expect(try client.receive()?.status == 200)
        #expect(waitUntil { ProcessMemory.trimCount > before })
    }
}
