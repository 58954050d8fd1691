import Glibc
import Synchronization

/// A thread that runs one function and is joined once.
package final class LoopThread: Sendable {
    private let thread: Mutex<pthread_t?>

    package init(_ body: @escaping @Sendable () -> Void) throws(SocketError) {
        var created = pthread_t()
        let context = Unmanaged.passRetained(ThreadBody(body))
        let result = pthread_create(&created, nil, runThreadBody, context.toOpaque())
        guard result == 0 else {
            context.release()
            throw .systemCall("pthread_create", errno: result)
        }
        thread = Mutex(created)
    }

    /// Waits for the end; returns at once when somebody else already has.
    package func join() {
        let joined = thread.withLock { thread in
            defer { thread = nil }
            return thread
        }
        if let joined { pthread_join(joined, nil) }
    }
}

private final class ThreadBody {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) {
        self.run = run
    }
}

private func runThreadBody(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context else { return nil }
    Unmanaged<ThreadBody>.fromOpaque(context).takeRetainedValue().run()
    return nil
}
