import Glibc
import Synchronization
import TestSupport
import Testing
import Sockets

struct ProcessSignalsTests {
    @Test func deliversTerminationInsteadOfEndingTheProcess() throws {
        let received = Received()
        try ProcessSignals.onArrival { number in received.numbers.withLock { $0.append(number) } }
        kill(getpid(), SIGTERM)
        #expect(waitUntil { received.numbers.withLock { $0 } == [SIGTERM] })
        kill(getpid(), SIGINT)
        #expect(waitUntil { received.numbers.withLock { $0 } == [SIGTERM, SIGINT] })
        kill(getpid(), SIGHUP)
        #expect(waitUntil { received.numbers.withLock { $0 } == [SIGTERM, SIGINT, SIGHUP] })
    }

    private final class Received: Sendable {
        let numbers = Mutex<[CInt]>([])
    }
}
