import Dispatch
import Synchronization
import TestSupport
import Testing
import Sockets
import Webhook

struct ShutdownTests {
    @Test func saysSoThenAnswersThenEnds() throws {
        let running = try TestWebhook { $0.shutdownDelay = 3_600_000_000_000 }
        let idle = try running.connect()
        let begun = try running.connect()
        #expect(try !idle.ask("validate", SampleReview.bareIngress).closes)
        let request = post("mutate", SampleReview.bareIngress)
        try begun.send(Array(request.prefix(100)))
        running.server.shutDown()
        #expect(waitUntil { (try? running.get(.probes, "/readyz").status) == 503 })
        let page = try running.get(.probes, "/readyz?verbose")
        #expect(page.text.contains("[-]shutdown failed: the server is shutting down"))
        #expect(page.closes)
        #expect(try running.get(.probes, "/livez").status == 200)

        // Still serving, but each connection for the last time.
        let last = try idle.ask("validate", SampleReview.bareIngress)
        #expect(last.status == 200 && last.closes)
        #expect(try idle.isClosed())
        #expect(try running.connect().ask("validate", SampleReview.bareIngress).closes)

        // The second signal ends the delay; what has begun is answered all the same.
        running.server.shutDown()
        let address = try #require(running.server.addresses[.webhook])
        #expect(waitUntil { (try? LoopbackClient(address)) == nil })
        // Probes answer to the end: what they say is still true.
        #expect(try running.get(.probes, "/livez").status == 200)
        try begun.send(Array(request.dropFirst(100)))
        let answer = try #require(try begun.receive())
        #expect(answer.status == 200 && answer.closes)
        running.server.wait()
        #expect(try running.log.count("shutting down") == 1)
        #expect(try running.log.count("stopped") == 1)
    }

    @Test func endsOnlyAfterTheDelay() throws {
        let running = try TestWebhook { $0.shutdownDelay = 100_000_000 }
        let clock = ContinuousClock()
        let start = clock.now
        running.server.shutDown()
        running.server.wait()
        #expect(clock.now - start >= .milliseconds(100))
    }

    @Test func aRequestThatNeverArrivesHoldsItUpForTheDrainTimeoutOnly() throws {
        let running = try TestWebhook { $0.drainTimeout = 50_000_000 }
        let client = try running.connect()
        try client.send(Array(post("mutate", SampleReview.bareIngress).prefix(100)))
        running.server.shutDown()
        running.server.wait()
        #expect(try running.log.count("stopped") == 1)
    }

    /// A source that never answers, such as a file on a network that is gone, holds neither the end up nor requests.
    @Test func aSourceThatHangsDoesNotHoldTheEndUp() throws {
        let stuck = Stuck()
        defer { stuck.release() }
        let isRead = Atomic<Int>(0)
        let pair = try Certificates.server()
        let running = try TestWebhook { configuration in
            configuration.credentials = {
                if isRead.wrappingAdd(1, ordering: .relaxed).newValue > 1 { stuck.wait() }
                return .success(pair)
            }
        }
        running.server.reloadSoon()
        #expect(waitUntil { isRead.load(ordering: .relaxed) == 2 })
        running.server.shutDown()
        running.server.wait()
        #expect(try running.log.count("stopped") == 1)
    }

    @Test func theThirdRequestToEndIsTheLast() throws {
        let ended = Atomic<Bool>(false)
        let running = try TestWebhook {
            $0.shutdownDelay = 3_600_000_000_000
            $0.drainTimeout = 3_600_000_000_000
            $0.overrun = { ended.store(true, ordering: .relaxed) }
        }
        let begun = try running.connect()
        try begun.send(Array(post("mutate", SampleReview.bareIngress).prefix(100)))
        running.server.shutDown()
        running.server.shutDown()
        let early = ended.load(ordering: .relaxed)
        #expect(!early)
        running.server.shutDown()
        let late = ended.load(ordering: .relaxed)
        #expect(late)
        #expect(try running.log.count("not ended in time; what is left is dropped") == 1)
        try begun.send(Array(post("mutate", SampleReview.bareIngress).dropFirst(100)))
        #expect(try begun.receive()?.closes == true)
    }

    /// Certificates that change while the server goes away do not make it ready again.
    @Test func aReloadDoesNotUndoIt() throws {
        let running = try TestWebhook { $0.shutdownDelay = 3_600_000_000_000 }
        running.server.shutDown()
        let renewed = try Certificates.server(["localhost", "two.example"], by: running.authority)
        running.sources.credentials.withLock { $0 = .success(renewed) }
        running.server.reload()
        #expect(try running.log.first("certificate replaced") != nil)
        for _ in 0..<20 { #expect(try running.get(.probes, "/readyz").status == 503) }
        running.server.shutDown()
    }

    /// Nothing that the server has begun to read is lost, however the clients come and go.
    @Test func losesNoRequestUnderLoad() throws {
        let running = try TestWebhook(threads: 2) { $0.shutdownDelay = 200_000_000 }
        let lost = Mutex<[String]>([])
        let answered = Atomic<Int>(0)
        let group = DispatchGroup()
        let clients = try (0..<8).map { _ in try running.connect() }
        for client in clients.map(Unshared.init) {
            DispatchQueue.global().async(group: group) {
                while true {
                    do {
                        let response = try client.value.ask("validate", SampleReview.bareIngress)
                        answered.wrappingAdd(1, ordering: .relaxed)
                        if response.closes { return }
                    } catch {
                        return lost.withLock { $0.append("\(error)") }
                    }
                }
            }
        }
        #expect(waitUntil { answered.load(ordering: .relaxed) > 50 })
        running.server.shutDown()
        running.server.wait()
        group.wait()
        #expect(lost.withLock { $0 }.isEmpty)
    }
}

/// SAFETY: each client is used by the one thread that got it.
private struct Unshared<Value>: @unchecked Sendable {
    let value: Value
}
