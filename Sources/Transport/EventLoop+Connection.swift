import CLinux
import Glibc
import HTTP
import TLS

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
        counters.expired.increment()
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
}

// MARK: - Reading

extension EventLoop {
    /// True when the handshake is done.
    private func shakeHands(_ connection: Connection) -> Bool {
        switch connection.stream.handshake() {
        case .bytes:
            connection.state.completeHandshake(now: now)
            setInterest(connection, .read)
            noteDeadline(of: connection)
            return true
        case .wantsRead:
            setInterest(connection, .read)
        case .wantsWrite:
            setInterest(connection, .write)
        case .failed(.plainHTTP):
            counters.failedHandshakes.increment()
            refusePlainHTTP(connection)
            close(connection)
        case .ended, .failed:
            counters.failedHandshakes.increment()
            close(connection)
        }
        return false
    }

    private func refusePlainHTTP(_ connection: Connection) {
        var response = HTTPResponse.text(.badRequest, TLSError.plainHTTP.description)
        response.closesConnection = true
        output.removeAll()
        HTTPResponseSerializer.write(response, date: date, isHead: false, closes: true, to: output)
        _ = connection.stream.writePlainly(UnsafeRawBufferPointer(output.bytes))
        // What the client sent has not all been read; without this the close would reset the connection.
        _ = Glibc.shutdown(connection.stream.descriptor.number, CLinux_SHUT_WR)
        output.removeAll()
        withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { space in
            _ = recv(connection.stream.descriptor.number, space.baseAddress, space.count, 0)
        }
    }

    /// Reads until nothing more is to be expected at once.
    private func read(_ connection: Connection) {
        // A client that sends without pause must not keep the others waiting.
        for _ in 0..<32 {
            let input = connection.input ?? buffers.take()
            connection.input = input
            guard let space = buffers.space(in: input) else {
                guard proceed(connection, connection.state.reject(.overloaded, now: now)) else { return }
                continue
            }
            switch connection.stream.read(into: space) {
            case .bytes(let count):
                input.wrote(count)
                guard proceed(connection, connection.state.receive(input, now: now)) else { return }
            case .wantsRead:
                return rest(connection)
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
        unfinished.append(connection.tag)
    }

    /// Lets go of an empty buffer until something comes.
    private func rest(_ connection: Connection) {
        if let input = connection.input, input.isEmpty {
            buffers.give(input)
            connection.input = nil
        }
        setInterest(connection, .read)
        noteDeadline(of: connection)
    }

    /// True when the socket should be read again right away.
    private func proceed(_ connection: Connection, _ first: HTTPConnectionState.Action) -> Bool {
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
    private func readsOn(_ connection: Connection) -> Bool {
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

    /// Reads once more: a request that has come in while nobody looked must be answered.
    private func closeIfQuiet(_ connection: Connection) -> HTTPConnectionState.Action? {
        let input = connection.input ?? buffers.take()
        connection.input = input
        guard let space = buffers.space(in: input) else { return connection.state.closeQuiet(now: now) }
        switch connection.stream.read(into: space) {
        case .bytes(let count):
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

// MARK: - Answering

extension EventLoop {
    /// What to do next; nil when the connection waits or is gone.
    private func respond(
        _ connection: Connection,
        _ head: HTTPRequestHead,
        _ bodyLength: Int
    ) -> HTTPConnectionState.Action? {
        guard let input = connection.input else { return .abort }
        let bytes = UnsafeRawBufferPointer(input.bytes)
        guard head.length + bodyLength <= bytes.count else { return .abort }
        counters.requests.increment()
        requestSerial += 1
        connection.serial = requestSerial
        connection.isHead = head.method == .head
        let reply = handler.respond(
            to: HTTPRequest(
                head: head,
                headBytes: UnsafeRawBufferPointer(rebasing: bytes[..<head.length]),
                body: UnsafeRawBufferPointer(rebasing: bytes[head.length..<(head.length + bodyLength)]),
                listener: connection.listener,
                ticket: HTTPTicket(loop: index, slot: connection.slot, serial: requestSerial)
            )
        )
        input.consume(head.length + bodyLength)
        guard case .now(let response) = reply else {
            _ = readsOn(connection)
            return nil
        }
        return answer(connection, response)
    }

    private func answer(_ connection: Connection, _ response: HTTPResponse) -> HTTPConnectionState.Action? {
        let closes = connection.state.answer(closing: response.closesConnection, now: now)
        return send(connection, response, closes: closes)
    }

    private func send(
        _ connection: Connection,
        _ response: HTTPResponse,
        closes: Bool
    ) -> HTTPConnectionState.Action? {
        HTTPResponseSerializer.write(response, date: date, isHead: connection.isHead, closes: closes, to: output)
        return sendOutput(connection) ? afterWriting(connection) : nil
    }

    /// Writes the loop's output buffer in as few calls as possible and empties it: one TLS record for an ordinary
    /// answer, head and content together.
    ///
    /// False when the connection keeps a rest for later, or is gone.
    private func sendOutput(_ connection: Connection) -> Bool {
        defer { output.removeAll() }
        if let waiting = connection.output {
            waiting.append(UnsafeRawBufferPointer(output.bytes))
            return false
        }
        switch write(connection, output) {
        case .done:
            return true
        case .gone:
            return false
        case .waits:
            let rest = ByteBuffer(capacity: output.count)
            rest.append(UnsafeRawBufferPointer(output.bytes))
            connection.output = rest
            return false
        }
    }

    private enum Written {
        case done
        case waits
        case gone
    }

    private func write(_ connection: Connection, _ buffer: ByteBuffer) -> Written {
        while !buffer.isEmpty {
            switch connection.stream.write(UnsafeRawBufferPointer(buffer.bytes)) {
            case .bytes(let count):
                buffer.consume(count)
            case .wantsWrite:
                setInterest(connection, .write)
                noteDeadline(of: connection)
                return .waits
            case .wantsRead:
                setInterest(connection, .read)
                noteDeadline(of: connection)
                return .waits
            case .ended, .failed:
                close(connection)
                return .gone
            }
        }
        return .done
    }

    private func flush(_ connection: Connection) {
        guard let waiting = connection.output, write(connection, waiting) == .done else { return }
        connection.output = nil
        setInterest(connection, .read)
        if let action = afterWriting(connection) { apply(action, to: connection) }
    }

    /// Goes on to the next request, of which a part may already be there.
    private func afterWriting(_ connection: Connection) -> HTTPConnectionState.Action? {
        let action = connection.state.wrote(now: now)
        guard action == .read, let input = connection.input, !input.isEmpty else { return action }
        return connection.state.receive(input, now: now)
    }

    private func setInterest(_ connection: Connection, _ interest: Poller.Interest) {
        guard connection.interest != interest else { return }
        connection.interest = interest
        poller.change(connection.stream.descriptor.number, tag: connection.tag, interest: interest)
    }
}
