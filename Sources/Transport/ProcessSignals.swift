import CLinux
import Glibc

/// Termination signals as a call on a thread that waits for them.
package enum ProcessSignals {
    /// Calls `handler` with SIGTERM or SIGINT, each time one arrives, instead of ending the process.
    ///
    /// Call it before any thread is started: threads inherit which signals are blocked, and a thread that has them
    /// unblocked would take them with their default effect.
    package static func onTermination(_ handler: @escaping @Sendable (CInt) -> Void) throws(TransportError) {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGTERM)
        sigaddset(&signals, SIGINT)
        let result = pthread_sigmask(SIG_BLOCK, &signals, nil)
        guard result == 0 else { throw .systemCall("pthread_sigmask", errno: result) }
        let awaited = signals
        _ = try LoopThread {
            var awaited = awaited
            var number: CInt = 0
            while true {
                if sigwait(&awaited, &number) == 0 { handler(number) }
            }
        }
    }
}
