import CLinux
import Glibc
import HTTP
import TLS

/// Takes connections in, and stops when there are too many.
extension EventLoop {
    /// Connections over the limit that are still accepted, in order to be answered with 503.
    private var hardLimit: Int {
        configuration.connectionsPerLoop + max(16, configuration.connectionsPerLoop / 8)
    }

    func accept(_ index: Int) {
        guard listeners.indices.contains(index), acceptsAgainAt == nil else { return }
        // Other connections want their turn too: the rest is reported again.
        for _ in 0..<32 {
            guard connections.count < hardLimit || makeRoom() else { return pauseAccepting() }
            guard acceptOne(index) else { return }
        }
    }

    /// False when none is waiting, or none can be taken now.
    private func acceptOne(_ index: Int) -> Bool {
        while true {
            let number = accept4(
                listeners[index].descriptor.number,
                nil,
                nil,
                CLinux_SOCK_NONBLOCK | CLinux_SOCK_CLOEXEC
            )
            if number >= 0 {
                open(FileDescriptor(owning: number), listener: index)
                return true
            }
            switch errno {
            case EAGAIN:
                return false
            case EINTR, ECONNABORTED, EPERM, EPROTO, ENETDOWN, EHOSTDOWN, EHOSTUNREACH, ENETUNREACH:
                // What happened to one connection before it was accepted (accept(2)); the next may be fine.
                continue
            default:
                // Descriptors or memory have run out.
                if makeRoom() { continue }
                // The connection stays in the backlog, where its client waits; asking again at once would only spin.
                pauseAccepting()
                return false
            }
        }
    }

    private func open(_ descriptor: consuming FileDescriptor, listener: Int) {
        let number = descriptor.number
        let context = contexts.indices.contains(listener) ? contexts[listener] : nil
        let isShed = connections.count >= configuration.connectionsPerLoop && !makeRoom()
        let stream: ByteStream
        if let context {
            guard let secure = try? ByteStream(descriptor, server: context) else {
                counters.failedHandshakes.increment()
                return
            }
            stream = secure
        } else {
            stream = ByteStream(descriptor)
        }
        add(stream, number: number, listener: listener, isSecure: context != nil, isShed: isShed)
    }

    private func add(_ stream: consuming ByteStream, number: CInt, listener: Int, isSecure: Bool, isShed: Bool) {
        let state = HTTPConnectionState(
            limits: configuration.limits,
            isSecure: isSecure,
            isShed: isShed,
            drain: drainLevel,
            now: now
        )
        let (slot, tag) = connections.reserve()
        let connection = Connection(slot: slot, tag: tag, listener: listener, stream: stream, state: state)
        guard (try? poller.add(number, tag: tag, interest: .read)) != nil else { return connections.free(slot) }
        connections.place(connection)
        counters.opened.increment()
        if isShed { counters.shed.increment() }
        noteDeadline(of: connection)
    }

    private func pauseAccepting() {
        guard acceptsAgainAt == nil else { return }
        counters.pauses.increment()
        acceptsAgainAt = now + 50_000_000
        for listener in listeners { poller.remove(listener.descriptor.number) }
    }

    func resumeAccepting() {
        acceptsAgainAt = nil
        for (index, listener) in listeners.enumerated() {
            try? poller.add(listener.descriptor.number, tag: Self.listenerTag | UInt64(index), interest: .read)
        }
    }

    /// Takes in what the kernel has already accepted for us: closing the socket would reset those connections.
    func stopListening() {
        for index in listeners.indices {
            while acceptOne(index) {}
        }
        for listener in listeners { poller.remove(listener.descriptor.number) }
        listeners = []
        acceptsAgainAt = nil
    }
}
