import CLinux
import Glibc
import HTTP
import TLS

/// Everything that comes in on a connection.
extension EventLoop {
    /// True when the handshake is done.
    func shakeHands(_ connection: Connection) -> Bool {
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
        case .ended:
            // Somebody looked whether the port is open.
            close(connection)
        case .failed(let error):
            counters.failedHandshakes.increment()
            if let error { handler.handshakeFailed(error) }
            if error == .plainHTTP { refusePlainHTTP(connection) }
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
    func read(_ connection: Connection) {
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
    func rest(_ connection: Connection) {
        if let input = connection.input, input.isEmpty {
            buffers.give(input)
            connection.input = nil
        }
        setInterest(connection, .read)
        noteDeadline(of: connection)
    }

    /// Reads once more: a request that has come in while nobody looked must be answered.
    func closeIfQuiet(_ connection: Connection) -> HTTPConnectionState.Action? {
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
