import HTTP

/// What other threads tell the loop.
extension EventLoop {
    func readMail() {
        for mail in mailbox.take() {
            switch mail {
            case .context(let context, let endpoint):
                if contexts.indices.contains(endpoint) { contexts[endpoint] = context }
            case .handler(let deliver):
                deliver(handler)
            case .answer(let response, let ticket):
                guard let connection = connections.at(ticket.slot), connection.serial == ticket.serial else { continue }
                finish(connection, response)
            case .announce:
                drain(.announcing)
            case .drain(let deadline):
                stopListening()
                drain(.closing)
                drainDeadline = min(drainDeadline ?? .max, deadline)
            }
        }
    }

    private func drain(_ level: HTTPConnectionState.Drain) {
        drainLevel = max(drainLevel, level)
        for slot in connections.indices {
            guard let connection = connections.at(slot) else { continue }
            apply(connection.state.drain(level, now: now), to: connection)
        }
    }

    func closeAll() {
        for slot in connections.indices {
            if let connection = connections.at(slot) { close(connection) }
        }
    }
}
