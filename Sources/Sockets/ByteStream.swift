import CLinux
import Glibc
package import TLS

/// A connected socket, with or without TLS on it.
package struct ByteStream: ~Copyable {
    package enum Progress {
        case bytes(Int)
        case wantsRead
        case wantsWrite
        case ended
        case failed(TLSError?)
    }

    package let descriptor: FileDescriptor
    private var session: TLSSession?

    /// Set until the handshake begins: a client that never says a word costs no session.
    private var context: TLSContext?

    /// What the server's certificate must be for; nil on the accepting side.
    private let serverName: String?

    /// The accepting side; with a `context` that of TLS, for which ``handshake()`` comes first.
    package init(_ descriptor: consuming FileDescriptor, server context: TLSContext? = nil) {
        self.descriptor = descriptor
        self.context = context
        serverName = nil
        session = nil
    }

    /// The connecting side; with a `context` that of TLS, for which ``handshake()`` comes first, once the connection
    /// stands.
    package init(_ descriptor: consuming FileDescriptor, client context: TLSContext?, serverName: String) {
        self.descriptor = descriptor
        self.context = context
        self.serverName = serverName
        session = nil
    }

    package mutating func handshake() -> Progress {
        do throws(TLSError) {
            if let context {
                if let serverName {
                    session = try TLSSession(client: context, descriptor: descriptor.number, serverName: serverName)
                } else {
                    session = try TLSSession(server: context, descriptor: descriptor.number)
                }
                self.context = nil
            }
            guard let progress = try session?.handshake() else { return .bytes(0) }
            return Self.translate(progress)
        } catch {
            return .failed(error)
        }
    }

    package mutating func read(into space: UnsafeMutableRawBufferPointer) -> Progress {
        do throws(TLSError) {
            if let progress = try session?.read(into: space) { return Self.translate(progress) }
        } catch {
            return .failed(error)
        }
        let count = recv(descriptor.number, space.baseAddress, space.count, 0)
        if count > 0 { return .bytes(count) }
        if count == 0 { return .ended }
        return errno == EAGAIN || errno == EINTR ? .wantsRead : .failed(nil)
    }

    package mutating func write(_ bytes: UnsafeRawBufferPointer) -> Progress {
        do throws(TLSError) {
            if let progress = try session?.write(bytes) { return Self.translate(progress) }
        } catch {
            return .failed(error)
        }
        return writePlainly(bytes)
    }

    /// Past TLS: for telling a client in clear text that it should have used TLS.
    package func writePlainly(_ bytes: UnsafeRawBufferPointer) -> Progress {
        let count = send(descriptor.number, bytes.baseAddress, bytes.count, CLinux_MSG_NOSIGNAL)
        if count >= 0 { return .bytes(count) }
        return errno == EAGAIN || errno == EINTR ? .wantsWrite : .failed(nil)
    }

    /// Says goodbye and ends the sending side; the receiving side stays open.
    package mutating func shutDown() {
        session?.sendClose()
        endSending()
    }

    /// Ends the sending side without a word in TLS.
    package func endSending() {
        _ = Glibc.shutdown(descriptor.number, CLinux_SHUT_WR)
    }

    /// Takes up to `limit` received bytes off the socket, past TLS.
    package func discard(_ limit: Int) {
        withUnsafeTemporaryAllocation(byteCount: limit, alignment: 1) { space in
            _ = recv(descriptor.number, space.baseAddress, space.count, 0)
        }
    }

    /// True when something can be read that epoll does not know about.
    package var hasPending: Bool {
        switch session {
        case .some(let session): session.hasPending
        case nil: false
        }
    }

    private static func translate(_ progress: TLSProgress) -> Progress {
        switch progress {
        case .done(let count): .bytes(count)
        case .wantsRead: .wantsRead
        case .wantsWrite: .wantsWrite
        case .closed: .ended
        }
    }
}
