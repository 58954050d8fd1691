import Glibc
import Synchronization

/// Signals that ask the process for something, as calls on a thread of their own.
package enum ProcessSignals {
    /// SIGTERM and SIGINT ask for the end, SIGHUP asks for another look at the files.
    package static let handled: [CInt] = [SIGTERM, SIGINT, SIGHUP]

    /// Calls `handler` with each of ``handled`` that arrives, instead of ending the process.
    ///
    /// A second call replaces the handler of the first. Blocking the signals and waiting for them with `sigwait` would
    /// not do: libdispatch unblocks them in the main thread when a program has an asynchronous `main`.
    package static func onArrival(_ handler: @escaping @Sendable (CInt) -> Void) throws(SocketError) {
        let isFirst = current.withLock { current in
            defer { current = handler }
            return current == nil
        }
        guard isFirst else { return }
        var ends: [CInt] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .last("pipe") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        // A full pipe must not hold up whichever thread a signal interrupts.
        _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
        let readEnd = ends[0]
        signalPipe.store(ends[1], ordering: .sequentiallyConsistent)
        _ = try LoopThread {
            var number: UInt8 = 0
            while true {
                let count = read(readEnd, &number, 1)
                if count == 1 { current.withLock { $0 }?(CInt(number)) }
                if count == 0 || (count < 0 && errno != EINTR) { return }
            }
        }
        try unblock()
        for number in handled {
            var action = sigaction()
            action.__sigaction_handler.sa_handler = forwardSignal
            // Calls that a signal interrupts go on by themselves.
            action.sa_flags = SA_RESTART
            guard sigaction(number, &action, nil) == 0 else { throw .last("sigaction") }
        }
    }

    private static let current = Mutex<(@Sendable (CInt) -> Void)?>(nil)

    /// What is blocked is inherited from whoever started the program: a child of a libdispatch thread, whose signals are
    /// all blocked, could not be told to end.
    private static func unblock() throws(SocketError) {
        var signals = sigset_t()
        sigemptyset(&signals)
        for number in handled { sigaddset(&signals, number) }
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
