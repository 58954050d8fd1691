import CLinux
import Glibc
import HTTP
import Synchronization
import TLS

/// What other threads tell an event loop.
enum Mail: Sendable {
    case context(TLSContext, endpoint: Int)
    case handler(@Sendable (HandlerBase) -> Void)
    case answer(HTTPResponse, HTTPTicket)
    case announce
    case drain(deadline: UInt64)
}

/// The one place where an event loop meets other threads.
final class Mailbox: Sendable {
    private let waiting = Mutex<[Mail]>([])
    let descriptor: FileDescriptor

    init() throws(TransportError) {
        descriptor = try FileDescriptor("eventfd", eventfd(0, CLinux_EFD_CLOEXEC | CLinux_EFD_NONBLOCK))
    }

    func post(_ mail: Mail) {
        let isFirst = waiting.withLock { waiting in
            waiting.append(mail)
            return waiting.count == 1
        }
        guard isFirst else { return }
        var one: UInt64 = 1
        _ = write(descriptor.number, &one, MemoryLayout<UInt64>.size)
    }

    /// Everything posted so far, in order.
    func take() -> [Mail] {
        // The counter first: mail that is posted in between then wakes the loop once too often, not once too seldom.
        var count: UInt64 = 0
        _ = read(descriptor.number, &count, MemoryLayout<UInt64>.size)
        return waiting.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
    }
}
