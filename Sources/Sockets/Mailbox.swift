import CLinux
import Glibc
import Synchronization

/// The one place where an event loop meets other threads.
package final class Mailbox<Mail: Sendable>: Sendable {
    private let waiting = Mutex<[Mail]>([])

    /// Readable while there is mail.
    package let descriptor: FileDescriptor

    package init() throws(SocketError) {
        descriptor = try FileDescriptor("eventfd", eventfd(0, CLinux_EFD_CLOEXEC | CLinux_EFD_NONBLOCK))
    }

    package func post(_ mail: Mail) {
        let isFirst = waiting.withLock { waiting in
            waiting.append(mail)
            return waiting.count == 1
        }
        guard isFirst else { return }
        var one: UInt64 = 1
        _ = write(descriptor.number, &one, MemoryLayout<UInt64>.size)
    }

    /// Everything posted so far, in order.
    package func take() -> [Mail] {
        // The counter first: mail that is posted in between then wakes the loop once too often, not once too seldom.
        var count: UInt64 = 0
        _ = read(descriptor.number, &count, MemoryLayout<UInt64>.size)
        return waiting.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
    }
}
