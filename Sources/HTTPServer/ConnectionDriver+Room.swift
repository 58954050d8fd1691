import HTTP
import Sockets
import TLS

/// Who is let in, and who has to go for that.
///
/// Connections that have not had an answer yet and proven ones have places of their own: strangers push out strangers
/// only, and a proven connection gives way to another proven one only.
extension ConnectionDriver {
    /// Some more than have a place, in order to answer them with 503.
    private var hardLimit: Int {
        let places = configuration.connectionsPerLoop + configuration.newConnectionsPerLoop
        return places + max(16, places / 8)
    }

    var hasRoomToAccept: Bool { connections.count < hardLimit }

    func makeRoomToAccept() -> Bool { evictYoung() }

    /// Takes a connection in.
    func open(_ descriptor: consuming FileDescriptor, listener: Int, _ context: TLSContext?) {
        let number = descriptor.number
        let isShed = connections.young >= configuration.newConnectionsPerLoop && !evictYoung()
        let (slot, tag) = connections.reserve()
        let connection = Connection(
            slot: slot,
            tag: tag,
            listener: listener,
            stream: ByteStream(descriptor, server: context),
            state: HTTPConnectionState(
                limits: configuration.limits,
                isSecure: context != nil,
                isShed: isShed,
                drain: drainLevel,
                now: now
            )
        )
        guard (try? poller.add(number, tag: tag, interest: .read)) != nil else { return connections.free(slot) }
        connections.place(connection)
        counters.opened.increment()
        if isShed { counters.shed.increment() }
        noteDeadline(of: connection)
    }

    /// For somebody new when descriptors have run out.
    func evictForDescriptor() -> Bool {
        evictYoung() || evictIdle()
    }

    /// At the end of a turn, in which connections may have become proven ones.
    func dismissSuperfluous() {
        while connections.proven > configuration.connectionsPerLoop, evictIdle() {}
    }

    private func evictYoung() -> Bool {
        // One that turns out to be in use is none to be evicted any more, so the next is asked.
        for _ in 0..<4 {
            guard let connection = connections.highest({ EvictionRank.young($0, now: now) }) else { return false }
            if evict(connection) { return true }
        }
        return false
    }

    private func evictIdle() -> Bool {
        guard let connection = connections.highest({ EvictionRank.provenIdle($0, now: now) }) else { return false }
        return evict(connection)
    }

    private func evict(_ connection: Connection) -> Bool {
        guard drainLevel == .none else { return false }
        if connection.state.phase == .idle {
            // A client may use it at this very moment: then it is not idle after all.
            apply(.closeIfQuiet, to: connection)
            guard connections.at(connection.slot) === connection else { return true }
            guard connection.state.phase == .linger else { return false }
        }
        counters.evicted.increment()
        close(connection)
        return true
    }
}
