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
        var noDelay: CInt = 1
        setsockopt(
            descriptor.number,
            CLinux_IPPROTO_TCP,
            TCP_NODELAY,
            &noDelay,
            socklen_t(MemoryLayout<CInt>.size)
        )
        let result = address.withSockaddr { Glibc.connect(descriptor.number, $0, $1) }
        guard result == 0 || errno == EINPROGRESS else { throw .last("connect") }
        return descriptor
    }
}
