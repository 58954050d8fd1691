import CLinux
import Glibc
import TLS

/// A connected socket, with or without TLS on it.
struct ByteStream: ~Copyable {
    enum Progress {
        case bytes(Int)
        case wantsRead
        case wantsWrite
        case ended
        case failed(TLSError?)
    }

    let descriptor: FileDescriptor
    private var session: TLSSession?

    init(_ descriptor: consuming FileDescriptor) {
        self.descriptor = descriptor
        session = nil
    }

    init(_ descriptor: consuming FileDescriptor, server context: TLSContext) throws(TLSError) {
        session = try TLSSession(server: context, descriptor: descriptor.number)
        self.descriptor = descriptor
    }

    mutating func handshake() -> Progress {
        do throws(TLSError) {
            guard let progress = try session?.handshake() else { return .bytes(0) }
            return Self.translate(progress)
        } catch {
            return .failed(error)
        }
    }

    mutating func read(into space: UnsafeMutableRawBufferPointer) -> Progress {
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

    mutating func write(_ bytes: UnsafeRawBufferPointer) -> Progress {
        do throws(TLSError) {
            if let progress = try session?.write(bytes) { return Self.translate(progress) }
        } catch {
            return .failed(error)
        }
        return writePlainly(bytes)
    }

    /// Past TLS: for telling a client in clear text that it should have used TLS.
    func writePlainly(_ bytes: UnsafeRawBufferPointer) -> Progress {
        let count = send(descriptor.number, bytes.baseAddress, bytes.count, CLinux_MSG_NOSIGNAL)
        if count >= 0 { return .bytes(count) }
        return errno == EAGAIN || errno == EINTR ? .wantsWrite : .failed(nil)
    }

    /// Says goodbye and ends the sending side; the receiving side stays open.
    mutating func shutDown() {
        session?.sendClose()
        _ = Glibc.shutdown(descriptor.number, CLinux_SHUT_WR)
    }

    /// True when something can be read that epoll does not know about.
    var hasPending: Bool {
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
