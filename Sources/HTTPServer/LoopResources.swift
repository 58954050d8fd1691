import Sockets
import Synchronization

/// What an event loop needs from the system, acquired before its thread starts so that failures reach the caller.
struct LoopResources: ~Copyable, Sendable {
    let index: Int
    let poller: FileDescriptor
    let mailbox: Mailbox<LoopMail>
    let listeners: [Listener]
    let counters: LoopCounters

    init(
        index: Int,
        mailbox: Mailbox<LoopMail>,
        listeners: [Listener],
        counters: LoopCounters
    ) throws(SocketError) {
        let poller = try Poller.open()
        try Poller.add(mailbox.descriptor.number, to: poller, tag: EventLoop.mailboxTag, interest: .read)
        for (position, listener) in listeners.enumerated() {
            let tag = Acceptor.tag | UInt64(position)
            try Poller.add(listener.descriptor.number, to: poller, tag: tag, interest: .read)
        }
        self.index = index
        self.poller = poller
        self.mailbox = mailbox
        self.listeners = listeners
        self.counters = counters
    }
}

/// Carries the resources into the closure of a thread, which cannot own a noncopyable value itself.
final class Handover: Sendable {
    private let resources: Mutex<LoopResources?>

    init(_ resources: consuming LoopResources) {
        self.resources = Mutex(resources)
    }

    /// Nil from the second time on.
    func take() -> LoopResources? {
        resources.withLock { $0.take() }
    }
}
