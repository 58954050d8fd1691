import HTTP
import Sockets
import TLS

/// One connection's turn: everything that comes in on it.
extension ConnectionDriver {
    /// Epoll has reported the connection.
    func event(_ connection: Connection, isHangUp: Bool) {
        guard !connection.isQueued else { return }
        if isHangUp, connection.state.phase == .handler {
            // Nobody is left to read the answer; epoll would go on reporting it.
            return close(connection)
        }
        if connection.state.phase == .handshake { return queue.add(connection) }
        takeTurn(connection)
    }

    /// Moves on those of `tags` that are still there, then a few handshakes.
    func runQueued(_ tags: [UInt64]) {
        for tag in tags + queue.takeHandshakes(configuration.handshakesPerTurn) {
            answerGatheredIfFull()
            guard let connection = connections.find(tag: tag) else { continue }
            connection.isQueued = false
            takeTurn(connection)
        }
    }

    private func takeTurn(_ connection: Connection) {
        budget = TurnBudget(configuration)
        if connection.state.phase == .handshake {
            guard shakeHands(connection) else { return }
        }
        if connection.output != nil {
            guard isSent(connection, writer.resume(connection)) else { return }
            setInterest(connection, .read)
            if let action = afterWriting(connection), proceed(connection, action) { read(connection) }
            return
        }
        if let input = connection.input, !input.isEmpty {
            guard proceed(connection, connection.state.receive(input, now: now)) else { return }
        }
        read(connection)
    }

    /// True when the handshake is done.
    private func shakeHands(_ connection: Connection) -> Bool {
        switch connection.stream.handshake() {
        case .bytes:
            connection.state.completeHandshake(now: now)
            setInterest(connection, .read)
            noteDeadline(of: connection)
            return true
        case .wantsRead: setInterest(connection, .read)
        case .wantsWrite: setInterest(connection, .write)
        case .ended:
            // Somebody looked whether the port is open.
            close(connection)
        case .failed(let error):
            counters.failedHandshakes.increment()
            if let error { handler.handshakeFailed(error) }
            if error == .plainHTTP {
                writer.refusePlainly(.text(.badRequest, TLSError.plainHTTP.description), to: connection)
                // What the client sent has not all been read; without this the close would reset the connection.
                connection.stream.endSending()
                connection.stream.discard(4096)
            }
            close(connection)
        }
        return false
    }

    /// Reads until nothing more is to be expected at once, or the others must have their turn.
    func read(_ connection: Connection) {
        while budget.allowsRequest {
            let input = connection.input ?? buffers.take()
            connection.input = input
            guard let space = space(in: input, for: connection) else {
                guard proceed(connection, connection.state.reject(.overloaded, now: now)) else { return }
                continue
            }
            switch connection.stream.read(into: space) {
            case .bytes(let count):
                if input.isEmpty { connection.arrived = turnStart }
                connection.lastRead = turnStart
                connection.fruitless = 0
                input.wrote(count)
                budget.spend(bytes: count)
                guard proceed(connection, connection.state.receive(input, now: now)) else { return }
            case .wantsRead:
                connection.fruitless += 1
                // Key updates and the like without end: they cost more to handle than to send.
                return connection.fruitless > Self.fruitlessLimit ? close(connection) : rest(connection)
            case .wantsWrite:
                return setInterest(connection, .write)
            case .ended:
                let action = connection.state.endInput(input, now: now)
                // Nothing more comes, so there is nothing to read on for.
                if proceed(connection, action) { close(connection) }
                return
            case .failed:
                return close(connection)
            }
        }
        postpone(connection)
    }

    /// Wake-ups in a row without a byte of a request: a large TLS record that trickles in takes some hundred.
    private static let fruitlessLimit = 2048

    /// Room to read into; nil when incomplete requests hold too much and it is this one that has to go.
    private func space(in input: ByteBuffer, for connection: Connection) -> UnsafeMutableRawBufferPointer? {
        while true {
            if let space = buffers.space(in: input) { return space }
            let victim = connections.highest { EvictionRank.body($0, now: now, for: connection) }
            guard let victim, victim !== connection else { return nil }
            counters.evicted.increment()
            _ = proceed(victim, victim.state.reject(.overloaded, now: now))
        }
    }

    /// Reads once more: a request that has come in while nobody looked must be answered.
    func closeIfQuiet(_ connection: Connection) -> HTTPConnectionState.Action? {
        let input = connection.input ?? buffers.take()
        connection.input = input
        guard input.isEmpty else { return connection.state.receive(input, now: now) }
        guard let space = buffers.space(in: input) else { return connection.state.closeQuiet(now: now) }
        switch connection.stream.read(into: space) {
        case .bytes(let count):
            connection.arrived = turnStart
            connection.lastRead = turnStart
            input.wrote(count)
            return connection.state.receive(input, now: now)
        case .wantsRead, .wantsWrite:
            return connection.state.closeQuiet(now: now)
        case .ended:
            return connection.state.endInput(input, now: now)
        case .failed:
            close(connection)
            return nil
        }
    }
}

/// What a connection waits for.
extension ConnectionDriver {
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

    func postpone(_ connection: Connection) {
        queue.add(connection)
        noteDeadline(of: connection)
    }

    /// Lets go of an empty buffer until something comes.
    private func rest(_ connection: Connection) {
        if let input = connection.input, input.isEmpty { releaseInput(of: connection) }
        setInterest(connection, .read)
        noteDeadline(of: connection)
    }

    func releaseInput(of connection: Connection) {
        if let input = connection.input { buffers.give(input) }
        connection.input = nil
    }

    func setInterest(_ connection: Connection, _ interest: Poller.Interest) {
        guard connection.interest != interest else { return }
        connection.interest = interest
        poller.change(connection.stream.descriptor.number, tag: connection.tag, interest: interest)
    }

    /// Must follow every change of a connection's state.
    func noteDeadline(of connection: Connection) {
        if connection.state.deadline < nextDeadline { nextDeadline = connection.state.deadline }
    }
}
