import HTTP
import HTTPServer
import TestSupport
import Testing
import Sockets

struct DrainTests {
    private static let long = 10 * HTTPLimits.second

    @Test(arguments: [true, false])
    func announcingClosesConnectionsOnlyWhenTheyAreUsed(_ secure: Bool) throws {
        let running = try TestServer()
        let idle = try running.connect(secure: secure)
        try idle.send(get("/greeting"))
        #expect(try idle.receive()?.closes == false)

        running.server.announceShutdown()
        #expect(
            waitUntil {
                guard let client = try? running.connect(secure: secure), (try? client.send(get("/greeting"))) != nil
                else { return false }
                return (try? client.receive())??.closes == true
            },
            "still accepted, and told to go"
        )
        try idle.send(get("/greeting"))
        let response = try #require(try idle.receive())
        #expect(response.status == 200)
        #expect(response.closes)
        #expect(try idle.isClosed())
    }

    @Test(arguments: [true, false])
    func answersWhatHadBegunToArrive(_ secure: Bool) throws {
        let running = try TestServer()
        let idle = try running.connect(secure: secure)
        try idle.send(get("/greeting"))
        #expect(try idle.receive()?.status == 200)
        let partial = try running.connect(secure: secure)
        try partial.send(get("/greeting") + "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Le")
        #expect(try partial.receive()?.status == 200)
        let waiting = try running.connect(secure: secure)
        try waiting.send(post("/later", ""))
        let ticket = try running.tickets.take()

        running.server.drain(within: Self.long)
        #expect(try idle.isClosed())
        try partial.send("ngth: 3\r\n\r\nend")
        let response = try #require(try partial.receive())
        #expect(response.text == "end")
        #expect(response.closes)
        running.server.answer(.text(.ok, "done"), to: ticket)
        let late = try #require(try waiting.receive())
        #expect(late.text == "done\n")
        #expect(late.closes)
        running.server.wait()
        #expect(running.server.statistics.openConnections == 0)
    }

    @Test func servesConnectionsThatWereWaitingToBeAccepted() throws {
        let running = try TestServer()
        let busy = try running.connectPlainly()
        let queued = try (0..<20).map { _ in try running.connectPlainly() }
        try busy.send(get("/greeting"))
        running.server.drain(within: Self.long)
        for client in queued {
            try client.send(post("/echo", "in time"))
            let response = try #require(try client.receive())
            #expect(response.text == "in time")
            #expect(response.closes)
        }
        running.server.wait()
    }

    @Test func refusesNewConnectionsAfterwards() throws {
        let running = try TestServer()
        running.server.drain(within: Self.long)
        running.server.wait()
        #expect(throws: LoopbackClient.Failure.self) { try running.connectPlainly() }
    }

    @Test func endsAtTheDeadline() throws {
        let running = try TestServer()
        let client = try running.connectPlainly()
        try client.send(post("/later", ""))
        _ = try running.tickets.take()
        running.server.drain(within: 50_000_000)
        running.server.wait()
        #expect(running.server.statistics.openConnections == 0)
        #expect(try client.isClosed())
    }

    /// Clients that send as fast as they can lose no request while the server goes away.
    @Test func losesNoRequest() throws {
        let running = try TestServer(threads: 2)
        let clients = try (0..<8).map { turn in try running.connect(secure: turn.isMultiple(of: 2)) }
        running.server.announceShutdown()
        for client in clients {
            var closed = false
            while !closed {
                try client.send(post("/echo", "x"))
                let response = try #require(try client.receive())
                #expect(response.status == 200)
                closed = response.closes
            }
            #expect(try client.isClosed())
        }
        running.server.drain(within: Self.long)
        running.server.wait()
    }
}
