import CLinux
import Glibc

/// The connecting side.
package enum ClientSocket {
    /// Begins to connect; the non-blocking socket becomes writable when that has ended, well or badly.
    package static func connect(to address: SocketAddress) throws(SocketError) -> FileDescriptor {
        let descriptor = try FileDescriptor(
            "socket",
            socket(
                address.isIPv6 ? AF_INET6 : AF_INET,
                CLinux_SOCK_STREAM | CLinux_SOCK_NONBLOCK | CLinux_SOCK_CLOEXEC,
                0
            )
        )
        set(descriptor, CLinux_IPPROTO_TCP, TCP_NODELAY, 1)
        let result = address.withSockaddr { Glibc.connect(descriptor.number, $0, $1) }
        guard result == 0 || errno == EINPROGRESS else { throw .last("connect") }
        return descriptor
    }

    /// What came of ``connect(to:)``, once the socket is writable.
    package static func finish(_ descriptor: borrowing FileDescriptor) throws(SocketError) {
        var number: CInt = 0
        var length = socklen_t(MemoryLayout<CInt>.size)
        guard getsockopt(descriptor.number, SOL_SOCKET, SO_ERROR, &number, &length) == 0 else {
            throw .last("getsockopt")
        }
        if number != 0 { throw .systemCall("connect", errno: number) }
    }

    /// Lets the system end the connection within 30 s of the peer's last sign of life, whether or not anything is being
    /// sent: who only listens would never notice (tcp(7)).
    package static func noticeDeadPeer(_ descriptor: borrowing FileDescriptor) {
        set(descriptor, SOL_SOCKET, SO_KEEPALIVE, 1)
        set(descriptor, CLinux_IPPROTO_TCP, TCP_KEEPIDLE, 15)
        set(descriptor, CLinux_IPPROTO_TCP, TCP_KEEPINTVL, 5)
        set(descriptor, CLinux_IPPROTO_TCP, TCP_KEEPCNT, 3)
        set(descriptor, CLinux_IPPROTO_TCP, TCP_USER_TIMEOUT, 30_000)
    }

    /// A system that lacks an option is done without it.
    private static func set(
        _ descriptor: borrowing FileDescriptor,
        _ level: CInt,
        _ option: CInt,
        _ value: CInt
    ) {
        var value = value
        setsockopt(descriptor.number, level, option, &value, socklen_t(MemoryLayout<CInt>.size))
    }
}
