import Glibc
import Sockets
import TLS

/// One connection of a ``ScriptedServer``, used by its thread alone.
///
/// SAFETY: only the connection's thread touches it after `init`.
package final class ScriptedPeer: @unchecked Sendable {
    private var stream: ByteStream?
    private var received: [UInt8] = []
    private var isSecure = false
    private let isStopped: () -> Bool

    init(_ descriptor: consuming FileDescriptor, tls: TLSContext?, isStopped: @escaping () -> Bool) {
        stream = ByteStream(descriptor, server: tls)
        self.isStopped = isStopped
    }

    /// The next request's head; nil at the end.
    package func receiveHead() -> String? {
        while !isSecure {
            switch stream?.handshake() ?? .ended {
            case .bytes: isSecure = true
            case .wantsRead, .wantsWrite: guard wait() else { return nil }
            case .ended, .failed: return nil
            }
        }
        while true {
            if let end = received.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound {
                defer { received.removeFirst(end) }
                return String(decoding: received[..<end], as: UTF8.self)
            }
            guard receiveSome() else { return nil }
        }
    }

    /// What `head` announces as its body; what came of it, when the client has gone.
    package func receiveBody(of head: String) -> String {
        let field = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
        let count = field.flatMap { Int($0.dropFirst("content-length:".count).filter { $0 != " " }) } ?? 0
        while received.count < count, receiveSome() {}
        defer { received.removeFirst(min(count, received.count)) }
        return String(decoding: received.prefix(count), as: UTF8.self)
    }

    /// Waits until the client has gone.
    package func waitForEnd() {
        while receiveSome() {}
    }

    package func send(_ text: String) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let progress = rest.withUnsafeBytes { stream?.write($0) ?? .ended }
            switch progress {
            case .bytes(let count): rest = rest.dropFirst(count)
            case .wantsRead, .wantsWrite: guard wait(for: POLLOUT) else { return }
            case .ended, .failed: return
            }
        }
    }

    /// A whole answer.
    package func answer(_ status: Int, _ body: String, fields: String = "") {
        send("HTTP/1.1 \(status) X\r\n\(fields)Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
    }

    package func beginChunks() {
        send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    }

    package func chunk(_ text: String) {
        send("\(String(text.utf8.count, radix: 16))\r\n\(text)\r\n")
    }

    package func endChunks() {
        send("0\r\n\r\n")
    }

    package func close() {
        stream?.shutDown()
        stream = nil
    }

    /// Ends the connection with a reset.
    package func reset() {
        var option = linger(l_onoff: 1, l_linger: 0)
        switch stream {
        case .some(let stream):
            setsockopt(
                stream.descriptor.number,
                SOL_SOCKET,
                SO_LINGER,
                &option,
                socklen_t(MemoryLayout<linger>.size)
            )
        case nil: break
        }
        stream = nil
    }

    /// False at the end.
    private func receiveSome() -> Bool {
        var space = [UInt8](repeating: 0, count: 16_384)
        while true {
            let progress = space.withUnsafeMutableBytes { stream?.read(into: $0) ?? .ended }
            switch progress {
            case .bytes(let count):
                received += space.prefix(count)
                return true
            case .wantsRead, .wantsWrite: guard wait() else { return false }
            case .ended, .failed: return false
            }
        }
    }

    /// False when the server is being stopped.
    private func wait(for events: CInt = POLLIN) -> Bool {
        while !isStopped() {
            guard let number = number else { return false }
            var entry = pollfd(fd: number, events: CShort(events), revents: 0)
            if poll(&entry, 1, 5) > 0 { return true }
        }
        return false
    }

    private var number: CInt? {
        switch stream {
        case .some(let stream): stream.descriptor.number
        case nil: nil
        }
    }
}
