import Glibc
import Synchronization
import TestSupport
import Testing
import Webhook

struct RetirementTests {
    /// The last reference to what is replaced goes away on another thread, however often that happens.
    @Test func freesOnAnotherThread() {
        let freed = Threads()
        var current = Traced(freed)
        for _ in 0..<200 { Retirement.replace(&current, with: Traced(freed)) }
        #expect(waitUntil { freed.count == 200 })
        #expect(!freed.contains(pthread_self()))
        withExtendedLifetime(current) {}
    }

    private final class Threads: Sendable {
        private let seen = Mutex<[pthread_t]>([])

        func note() { seen.withLock { $0.append(pthread_self()) } }
        var count: Int { seen.withLock { $0.count } }
        func contains(_ thread: pthread_t) -> Bool { seen.withLock { $0.contains { pthread_equal($0, thread) != 0 } } }
    }

    private final class Traced: Sendable {
        private let threads: Threads

        init(_ threads: Threads) { self.threads = threads }
        deinit { threads.note() }
    }
}
