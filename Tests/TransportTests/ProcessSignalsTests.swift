import Glibc
import Synchronization
import TestSupport
import Testing
import Transport

struct ProcessSignalsTests {
    @Test func deliversTerminationInsteadOfEndingTheProcess() throws {
        let received = Received()
        try ProcessSignals.onTermination { number in received.numbers.withLock { $0.append(number) } }
        kill(getpid(), SIGTERM)
        #expect(waitUntil { received.numbers.withLock { $0 } == [SIGTERM] })
        kill(getpid(), SIGINT)
        #expect(waitUntil { received.numbers.withLock { $0 } == [SIGTERM, SIGINT] })
    }

    private final class Received: Sendable {
        let numbers = Mutex<[CInt]>([])
    }
}
