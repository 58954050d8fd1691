import HTTP
import Sockets
import TLS

/// From an address to an answer.
extension ClientLoop {
    /// Goes on as soon as the server's address is known.
    func connect(_ connection: APIConnection) {
        guard let known = addresses.current(now: now) else { return }
        connection.untried = known
        tryNext(connection, after: .unreachable("the server has no address"))
    }

    func resolved(_ result: Result<[SocketAddress], SocketError>) {
        for connection in Array(connections.values) where connection.stream == nil {
            switch result {
            case .success: connect(connection)
            case .failure(let error): lose(connection, .unreachable(error.description))
            }
        }
    }

    private func tryNext(_ connection: APIConnection, after failure: ResourceProblem) {
        var problem = failure
        while !connection.untried.isEmpty {
            let address = connection.untried.removeFirst()
            do throws(ResourceProblem) {
                let context = try trust.context()
                return try open(connection, address, context)
            } catch {
                problem = error
            }
        }
        lose(connection, problem)
    }

    private func open(
        _ connection: APIConnection,
        _ address: SocketAddress,
        _ context: TLSContext?
    ) throws(ResourceProblem) {
        do throws(SocketError) {
            let descriptor = try ClientSocket.connect(to: address)
            ClientSocket.noticeDeadPeer(descriptor)
            try poller.add(descriptor.number, tag: connection.tag, interest: .write)
            connection.interest = .write
            connection.address = address
            connection.stream = ByteStream(descriptor, client: context, serverName: access.serverName ?? access.host)
        } catch {
            throw .unreachable("\(address): \(error)")
        }
    }

    /// Does what can be done now that the socket has changed or more time is there.
    func advance(_ connection: APIConnection) {
        switch connection.exchange.stage {
        case .connecting: finishConnecting(connection)
        case .securing: shakeHands(connection)
        case .idle, .body: read(connection)
        case .head: if send(connection) { read(connection) }
        }
    }

    private func finishConnecting(_ connection: APIConnection) {
        do throws(SocketError) {
            switch connection.stream {
            case .some(let stream): try ClientSocket.finish(stream.descriptor)
            case nil: return
            }
        } catch {
            connection.stream = nil
            let place = connection.address.map { "\($0): " } ?? ""
            return tryNext(connection, after: .unreachable("\(place)\(error)"))
        }
        connection.untried = []
        connection.exchange.secure()
        shakeHands(connection)
    }

    private func shakeHands(_ connection: APIConnection) {
        switch connection.stream?.handshake() ?? .failed(nil) {
        case .bytes:
            connection.exchange.rest(now: now)
            setInterest(connection, .read)
            if let request = connection.request { ask(request, connection) }
        case .wantsRead: setInterest(connection, .read)
        case .wantsWrite: setInterest(connection, .write)
        case .ended: end(connection)
        case .failed(let error): lose(connection, Self.problem(error, isHandshake: true))
        }
    }

    /// Sends a request on a connection that is idle.
    func ask(_ request: APIRequest, _ connection: APIConnection) {
        do throws(ResourceProblem) {
            let token = try access.token?().get()
            connection.output = try writer.bytes(request, token: token)
        } catch {
            return refuse(connection, error)
        }
        connection.sent = 0
        connection.request = request
        connection.exchange.ask(silence: request.silence, now: now)
        _ = send(connection)
    }

    /// True when the request is sent.
    private func send(_ connection: APIConnection) -> Bool {
        switch connection.send() {
        case .bytes:
            setInterest(connection, .read)
            return true
        case .wantsRead: setInterest(connection, .read)
        case .wantsWrite: setInterest(connection, .write)
        case .ended: end(connection)
        case .failed(let error): lose(connection, Self.problem(error))
        }
        return false
    }

    /// Reads a bounded number of pieces: others have their turn too.
    private func read(_ connection: APIConnection) {
        for _ in 0..<16 {
            switch connection.read() {
            case .bytes:
                guard take(connection) else { return }
            case .wantsRead: return setInterest(connection, .read)
            case .wantsWrite: return setInterest(connection, .write)
            case .ended: return end(connection)
            case .failed(let error): return lose(connection, Self.problem(error))
            }
        }
        unread.append(connection.tag)
    }

    /// False when the connection is gone.
    private func take(_ connection: APIConnection) -> Bool {
        do throws(ResourceProblem) {
            let progress = try connection.exchange.receive(connection.input, now: now) { event in
                deliver(event, connection)
            }
            switch progress {
            case .more: return true
            case .complete(let isReusable):
                connection.request = nil
                complete(connection, isReusable: isReusable)
                return connections[connection.tag] != nil
            case .abandoned:
                abandon(connection)
                return false
            }
        } catch {
            lose(connection, error)
            return false
        }
    }

    /// The server's side has ended.
    private func end(_ connection: APIConnection) {
        do throws(ResourceProblem) {
            if try connection.exchange.ended() {
                complete(connection, isReusable: false)
            } else {
                close(connection)
            }
        } catch {
            lose(connection, error)
        }
    }

    private func setInterest(_ connection: APIConnection, _ interest: Poller.Interest) {
        guard connection.interest != interest else { return }
        connection.interest = interest
        switch connection.stream {
        case .some(let stream): poller.change(stream.descriptor.number, tag: connection.tag, interest: interest)
        case nil: break
        }
    }

    private static func problem(_ error: TLSError?, isHandshake: Bool = false) -> ResourceProblem {
        switch error {
        case nil, .connectionFailure:
            .unreachable("the connection broke\(isHandshake ? " during the TLS handshake" : "")")
        case .some(let error): .untrusted(error.description)
        }
    }
}
