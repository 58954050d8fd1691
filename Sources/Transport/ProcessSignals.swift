import Glibc
import Synchronization

/// Termination signals as calls on a thread of their own.
package enum ProcessSignals {
    /// Calls `handler` with SIGTERM or SIGINT, each time one arrives, instead of ending the process.
    ///
    /// Blocking the signals and waiting for them with `sigwait` would not do: libdispatch unblocks them in the main
    /// thread when a program has an asynchronous `main`.
    package static func onTermination(_ handler: @escaping @Sendable (CInt) -> Void) throws(TransportError) {
        var ends: [CInt] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .last("pipe") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let readEnd = ends[0]
        signalPipe.store(ends[1], ordering: .sequentiallyConsistent)
        _ = try LoopThread {
            var number: UInt8 = 0
            while true {
                let count = read(readEnd, &number, 1)
                if count == 1 { handler(CInt(number)) }
                if count == 0 || (count < 0 && errno != EINTR) { return }
            }
        }
        try unblock()
        for number in [SIGTERM, SIGINT] {
            var action = sigaction()
            action.__sigaction_handler.sa_handler = forwardSignal
            // Calls that a signal interrupts go on by themselves.
            action.sa_flags = SA_RESTART
            guard sigaction(number, &action, nil) == 0 else { throw .last("sigaction") }
        }
    }

    /// What is blocked is inherited from whoever started the program: a child of a libdispatch thread, whose signals are
    /// all blocked, could not be told to end.
    private static func unblock() throws(TransportError) {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGTERM)
        sigaddset(&signals, SIGINT)
        let result = pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        guard result == 0 else { throw .systemCall("pthread_sigmask", errno: result) }
    }
}

/// Where ``forwardSignal(_:)`` writes; stays open for the life of the process.
private let signalPipe = Atomic<CInt>(-1)

/// Runs in the middle of whatever a thread was doing, so it may do nothing but write (signal-safety(7)).
private func forwardSignal(_ number: CInt) {
    let saved = errno
    var byte = UInt8(truncatingIfNeeded: number)
    _ = write(signalPipe.load(ordering: .relaxed), &byte, 1)
    errno = saved
}
