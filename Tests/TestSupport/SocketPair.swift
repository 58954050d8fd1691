import Glibc
package import Sockets

/// Two connected non-blocking sockets.
package struct SocketPair: ~Copyable {
    package let client: FileDescriptor
    package let server: FileDescriptor

    package init() throws {
        // As a server does: OpenSSL writes with write(2).
        signal(SIGPIPE, SIG_IGN)
        var numbers: [CInt] = [-1, -1]
        let kind = CInt(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &numbers) == 0 else { throw LoopbackClient.Failure.system(errno) }
        client = FileDescriptor(owning: numbers[0])
        server = FileDescriptor(owning: numbers[1])
    }

    /// Sends from the client's end.
    package func send(_ text: String) throws {
        let bytes = Array(text.utf8)
        guard write(client.number, bytes, bytes.count) == bytes.count else {
            throw LoopbackClient.Failure.system(errno)
        }
    }
}
