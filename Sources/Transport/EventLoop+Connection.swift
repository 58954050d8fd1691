import HTTP

/// Moves one connection on: reads and writes for its state machine and does what that asks for.
///
/// Each function leaves a connection that is waiting for something, or closed and out of the table.
extension EventLoop {
    func handle(_ connection: Connection, isHangUp: Bool) {
        if isHangUp, connection.state.phase == .handler {
            // Nobody is left to read the answer; epoll would go on reporting it.
            return close(connection)
        }
        if connection.state.phase == .handshake {
            guard shakeHands(connection) else { return }
        }
        if connection.output != nil {
            flush(connection)
        } else {
            read(connection)
        }
    }

    func expire(_ connection: Connection) {
        switch connection.state.phase {
        case .idle, .linger, .closed: break
        case .handshake, .head, .body, .handler, .write: counters.expired.increment()
        }
        apply(connection.state.expire(now: now), to: connection)
    }

    /// Sends the answer to the request that the handler has.
    func finish(_ connection: Connection, _ response: HTTPResponse) {
        guard connection.state.phase == .handler else { return }
        if let action = answer(connection, response) { apply(action, to: connection) }
    }

    /// Does what the state machine asks for, and what follows from that.
    func apply(_ action: HTTPConnectionState.Action, to connection: Connection) {
        if proceed(connection, action) { read(connection) }
    }

    func close(_ connection: Connection) {
        guard connections.at(connection.slot) === connection else { return }
        connections.remove(connection)
        counters.closed.increment()
        if let input = connection.input { buffers.give(input) }
        connection.input = nil
        connection.output = nil
        poller.remove(connection.stream.descriptor.number)
    }

    /// True when the socket should be read again right away.
    func proceed(_ connection: Connection, _ first: HTTPConnectionState.Action) -> Bool {
        var action = first
        while true {
            switch action {
            case .read:
                return readsOn(connection)
            case .sendContinue:
                HTTPResponseSerializer.continueResponse.withUTF8Buffer { output.append(UnsafeRawBufferPointer($0)) }
                guard sendOutput(connection) else { return false }
                action = .read
            case .respond(let head, let bodyLength):
                guard let next = respond(connection, head, bodyLength) else { return false }
                action = next
            case .reject(let response):
                counters.rejected.increment()
                guard let next = send(connection, response, closes: true) else { return false }
                action = next
            case .closeIfQuiet:
                guard let next = closeIfQuiet(connection) else { return false }
                action = next
            case .shutDown:
                connection.stream.shutDown()
                if connection.state.phase == .closed {
                    close(connection)
                    return false
                }
                connection.input?.removeAll()
                action = .read
            case .abort:
                close(connection)
                return false
            }
        }
    }

    /// Decides between another read and waiting for epoll.
    func readsOn(_ connection: Connection) -> Bool {
        switch connection.state.phase {
        case .head, .body, .linger:
            return true
        case .handshake, .idle:
            if connection.stream.hasPending { return true }
            rest(connection)
            return false
        case .handler, .write:
            // Nobody takes what arrives now, so epoll must not report it.
            if connection.output == nil { setInterest(connection, []) }
            noteDeadline(of: connection)
            return false
        case .closed:
            close(connection)
            return false
        }
    }

    func setInterest(_ connection: Connection, _ interest: Poller.Interest) {
        guard connection.interest != interest else { return }
        connection.interest = interest
        poller.change(connection.stream.descriptor.number, tag: connection.tag, interest: interest)
    }
}
