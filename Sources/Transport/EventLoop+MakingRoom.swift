import HTTP

/// Who has to go when there are too many connections.
///
/// Without this a few hundred clients that connect and then say nothing would keep everybody else out for as long as
/// an idle connection may live.
extension EventLoop {
    /// A client that has begun to send is given this long before somebody else may have its place.
    private static let grace: UInt64 = 2_000_000_000

    /// Closes the connection that has kept the server waiting for longest, and says whether there was one.
    func makeRoom() -> Bool {
        guard drainLevel == .none, let connection = longestWaiting() else { return false }
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

    private func longestWaiting() -> Connection? {
        var found: (connection: Connection, waiting: UInt64)?
        for slot in connections.indices {
            guard let connection = connections.at(slot), let waiting = connection.state.waiting(now: now) else {
                continue
            }
            let hasBegun = [.handshake, .head, .body].contains(connection.state.phase)
            guard !hasBegun || waiting >= Self.grace else { continue }
            if let found {
                // Those of one turn have the same time; tags tell who came first.
                guard (waiting, found.connection.tag) > (found.waiting, connection.tag) else { continue }
            }
            found = (connection, waiting)
        }
        return found?.connection
    }
}
