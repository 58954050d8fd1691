import HTTP
import HTTPServer
import Sockets
import TestSupport
import Testing

/// Who has to go when there are too many.
struct EvictionTests {
    /// Sockets without a word, and connections with a handshake and without a request, displace each other only.
    @Test(arguments: [true, false], [true, false])
    func strangersDoNotPushOutProvenConnections(_ secure: Bool, _ handshakes: Bool) throws {
        let running = try TestServer { $0.newConnectionsPerLoop = 8 }
        let proven = try (0..<4).map { _ in try running.connect(secure: secure) }
        for client in proven {
            try client.send(get("/greeting"))
            #expect(try client.receive()?.status == 200)
        }
        var strangers: [LoopbackClient] = []
        for _ in 0..<100 {
            strangers.append(
                handshakes
                    ? try running.connect(secure: secure)
                    : try LoopbackClient(running.server.addresses[secure ? 0 : 1])
            )
        }
        #expect(waitUntil { running.server.statistics.acceptedConnections == 104 })
        for client in proven {
            try client.send(get("/greeting"))
            #expect(try client.receive()?.status == 200)
        }
        let newcomer = try running.connect(secure: secure)
        try newcomer.send(get("/greeting"))
        #expect(try newcomer.receive()?.status == 200)
        #expect(running.server.statistics.openConnections <= 4 + 8 + 1)
        #expect(running.server.statistics.shedConnections == 0)
    }

    @Test func theLeastUsedOfTheProvenGoes() throws {
        let running = try TestServer { $0.connectionsPerLoop = 2 }
        let clients = try (0..<3).map { _ in try running.connect() }
        for client in [clients[0], clients[1], clients[0], clients[2]] {
            try client.send(get("/greeting"))
            #expect(try client.receive()?.status == 200)
        }
        #expect(try clients[1].isClosed())
        for client in [clients[0], clients[2]] {
            try client.send(get("/greeting"))
            #expect(try client.receive()?.status == 200)
        }
    }

    /// Bodies that are begun and then parked give way, the longest waiting first, to whoever sends.
    @Test(arguments: [true, false])
    func parkedBodiesGiveWay(_ areProven: Bool) throws {
        let running = try TestServer(bufferedBytes: 1024 * 1024)
        let part = [UInt8](repeating: UInt8(ascii: "x"), count: 400_000)
        let parked = try (0..<6).map { _ in
            let client = try running.connect()
            if areProven {
                try client.send(get("/greeting"))
                #expect(try client.receive()?.status == 200)
            }
            try client.send("POST /length HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000\r\n\r\n")
            try client.send(part)
            return client
        }
        let refusal = try #require(try parked[0].receive())
        #expect(refusal.status == 503)
        #expect(refusal.field("retry-after") == "1")
        let newcomer = try running.connect()
        try newcomer.send(get("/greeting"))
        #expect(try newcomer.receive()?.status == 200)
        for _ in 0..<5 {
            try newcomer.send(post("/length", String(repeating: "y", count: 900_000)))
            #expect(try newcomer.receive()?.text == "900000\n")
        }
    }

    @Test func aLateAnswerHasTheDeadlineOfItsRequest() throws {
        let running = try TestServer()
        let client = try running.connect()
        try client.send(post("/brief", ""))
        #expect(try client.receive()?.status == 504)
        running.server.answer(.text(.ok, "too late"), to: try running.tickets.take())
        #expect(try client.isClosed())
    }

    @Test func connectionsOfOldRulesGetOneMoreAnswer() throws {
        let running = try TestServer()
        let secure = try running.connect()
        let plain = try running.connectPlainly()
        for client in [secure, plain] {
            try client.send(get("/greeting"))
            #expect(try client.receive()?.closes == false)
        }
        running.server.endConnections(endpoint: 0)
        try secure.send(get("/greeting"))
        let last = try #require(try secure.receive())
        #expect(last.status == 200 && last.closes)
        #expect(try secure.isClosed())
        try plain.send(get("/greeting"))
        #expect(try plain.receive()?.closes == false)
        let next = try running.connect()
        try next.send(get("/greeting"))
        #expect(try next.receive()?.closes == false)
    }
}
