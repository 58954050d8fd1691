import HTTP

/// Everything that goes out on a connection.
extension EventLoop {
    /// What to do next; nil when the connection waits or is gone.
    func respond(
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

    func answer(_ connection: Connection, _ response: HTTPResponse) -> HTTPConnectionState.Action? {
        let closes = connection.state.answer(closing: response.closesConnection, now: now)
        return send(connection, response, closes: closes)
    }

    func send(
        _ connection: Connection,
        _ response: HTTPResponse,
        closes: Bool
    ) -> HTTPConnectionState.Action? {
        HTTPResponseSerializer.write(response, date: date, isHead: connection.isHead, closes: closes, to: output)
        connection.isHead = false
        return sendOutput(connection) ? afterWriting(connection) : nil
    }

    /// Writes the loop's output buffer in as few calls as possible and empties it: one TLS record for an ordinary
    /// answer, head and content together.
    ///
    /// False when the connection keeps a rest for later, or is gone.
    func sendOutput(_ connection: Connection) -> Bool {
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

    func flush(_ connection: Connection) {
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
}
