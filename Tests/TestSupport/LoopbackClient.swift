import Glibc
package import TLS
package import Sockets

/// A client that speaks to a server of the same process; every wait ends after 10 s at the latest.
package final class LoopbackClient {
    package enum Failure: Error, Equatable {
        case timedOut
        case closed
        case malformed(String)
        case system(CInt)
    }

    private let descriptor: FileDescriptor
    private var session: TLSSession?

    /// What has been received and not yet looked at.
    private var received: [UInt8] = []

    package init(_ address: SocketAddress, tls: TLSContext? = nil, serverName: String? = nil) throws {
        signal(SIGPIPE, SIG_IGN)
        descriptor = try ClientSocket.connect(to: address)
        session = nil
        try wait(for: POLLOUT)
        if let tls {
            session = try TLSSession(client: tls, descriptor: descriptor.number, serverName: serverName)
            try finishHandshake()
        }
    }

    package func send(_ text: String) throws {
        try send(Array(text.utf8))
    }

    package func send(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = try sendSome(UnsafeRawBufferPointer(rebasing: rest))
                if count == 0 { try wait(for: POLLOUT) }
                rest = rest.dropFirst(count)
            }
        }
    }

    /// Ends the sending side and keeps reading.
    package func finishSending() {
        session?.sendClose()
        shutdown(descriptor.number, CInt(SHUT_WR))
    }

    /// The next response; nil if the connection ends before one begins.
    package func receive(isHead: Bool = false) throws -> Response? {
        while true {
            if let end = received.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound {
                let head = String(decoding: received[..<end], as: UTF8.self)
                guard var response = Response(head: head) else { throw Failure.malformed(head) }
                if response.status == 100 {
                    received.removeFirst(end)
                    return response
                }
                if response.field("transfer-encoding") == "chunked" {
                    if let (body, count) = Self.chunks(received[end...]) {
                        response.body = body
                        received.removeFirst(end + count)
                        return response
                    }
                    guard try receiveSome() else { throw Failure.closed }
                    continue
                }
                let length = isHead ? 0 : Int(response.field("content-length") ?? "") ?? 0
                if received.count >= end + length {
                    response.body = Array(received[end..<(end + length)])
                    received.removeFirst(end + length)
                    return response
                }
            }
            guard try receiveSome() else {
                if received.isEmpty { return nil }
                throw Failure.closed
            }
        }
    }

    /// A chunked body and the bytes it took; nil while a part is missing.
    private static func chunks(_ bytes: ArraySlice<UInt8>) -> ([UInt8], Int)? {
        var body: [UInt8] = []
        var rest = bytes
        while let line = rest.firstRange(of: Array("\r\n".utf8)) {
            guard let size = Int(String(decoding: rest[..<line.lowerBound], as: UTF8.self), radix: 16) else {
                return nil
            }
            guard rest.endIndex - line.upperBound >= size + 2 else { return nil }
            body += rest[line.upperBound..<(line.upperBound + size)]
            rest = rest[(line.upperBound + size + 2)...]
            if size == 0 { return (body, rest.startIndex - bytes.startIndex) }
        }
        return nil
    }

    /// True when the server has ended the connection in order and sent nothing before.
    package func isClosed() throws -> Bool {
        try received.isEmpty && !receiveSome()
    }

    /// DNS names of the server's certificate.
    package var serverNames: [String] {
        switch session {
        case .some(let session): session.peerNames
        case nil: []
        }
    }

    private func finishHandshake() throws {
        while true {
            switch try session?.handshake() {
            case .wantsRead: try wait(for: POLLIN)
            case .wantsWrite: try wait(for: POLLOUT)
            case .closed: throw Failure.closed
            case .done, nil: return
            }
        }
    }

    private func sendSome(_ bytes: UnsafeRawBufferPointer) throws -> Int {
        switch try session?.write(bytes) {
        case .done(let count): return count
        case .wantsRead, .wantsWrite: return 0
        case .closed: throw Failure.closed
        case nil: break
        }
        let count = Glibc.send(descriptor.number, bytes.baseAddress, bytes.count, CInt(MSG_NOSIGNAL))
        if count >= 0 { return count }
        if errno == EAGAIN { return 0 }
        throw Failure.system(errno)
    }

    /// False at the end of the connection.
    private func receiveSome() throws -> Bool {
        var space = [UInt8](repeating: 0, count: 64 * 1024)
        while true {
            let count = try space.withUnsafeMutableBytes { try receiveSome(into: $0) }
            if let count {
                received += space.prefix(count)
                return count > 0
            }
            try wait(for: POLLIN)
        }
    }

    private func receiveSome(into space: UnsafeMutableRawBufferPointer) throws -> Int? {
        switch try session?.read(into: space) {
        case .done(let count): return count
        case .wantsRead, .wantsWrite: return nil
        case .closed: return 0
        case nil: break
        }
        let count = recv(descriptor.number, space.baseAddress, space.count, 0)
        if count >= 0 { return count }
        if errno == EAGAIN { return nil }
        throw Failure.system(errno)
    }

    private func wait(for events: CInt) throws {
        var entry = pollfd(fd: descriptor.number, events: CShort(events), revents: 0)
        guard poll(&entry, 1, 10_000) > 0 else { throw Failure.timedOut }
        var error: CInt = 0
        var length = socklen_t(MemoryLayout<CInt>.size)
        getsockopt(descriptor.number, SOL_SOCKET, SO_ERROR, &error, &length)
        if error != 0 { throw Failure.system(error) }
    }
}
