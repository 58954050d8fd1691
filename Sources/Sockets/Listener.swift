import CLinux
import Glibc

/// Listening sockets on one address, one for each event loop: the kernel spreads connections over them.
package final class Listener: Sendable {
    package let descriptor: FileDescriptor

    /// With the port that the system chose.
    package let address: SocketAddress

    private init(descriptor: consuming FileDescriptor, address: SocketAddress) {
        self.descriptor = descriptor
        self.address = address
    }

    /// What one ``accept()`` led to.
    package enum Accepted: ~Copyable {
        case connection(FileDescriptor)
        /// Nobody is waiting.
        case nobody
        /// Descriptors or memory have run out; whoever is waiting stays in the backlog.
        case exhausted
    }

    package func accept() -> Accepted {
        while true {
            let number = accept4(descriptor.number, nil, nil, CLinux_SOCK_NONBLOCK | CLinux_SOCK_CLOEXEC)
            if number >= 0 { return .connection(FileDescriptor(owning: number)) }
            switch errno {
            case EAGAIN:
                return .nobody
            case EINTR, ECONNABORTED, EPERM, EPROTO, ENETDOWN, EHOSTDOWN, EHOSTUNREACH, ENETUNREACH:
                // What happened to one connection before it was accepted (accept(2)); the next may be fine.
                continue
            default:
                return .exhausted
            }
        }
    }

    /// Opens `count` sockets on the same port.
    package static func open(_ address: SocketAddress, count: Int) throws(SocketError) -> [Listener] {
        let reserved = try reserve(address)
        var listeners: [Listener] = []
        for _ in 0..<count {
            let descriptor = try bind(reserved, sharing: true)
            // The kernel cuts the backlog to net.core.somaxconn.
            guard listen(descriptor.number, 4096) == 0 else { throw .last("listen") }
            listeners.append(Listener(descriptor: descriptor, address: reserved))
        }
        return listeners
    }

    /// Finds out the port, and whether it is free: with SO_REUSEPORT a second server of the same user would share it
    /// unnoticed.
    private static func reserve(_ address: SocketAddress) throws(SocketError) -> SocketAddress {
        do throws(SocketError) {
            return address.with(port: try port(of: bind(address, sharing: false)))
        } catch {
            // Without IPv6 in the kernel, or with IPv6 switched off by sysctl.
            let hasNoIPv6 =
                switch error {
                case .systemCall(_, errno: EAFNOSUPPORT), .systemCall(_, errno: EADDRNOTAVAIL): true
                default: false
                }
            guard address.isWildcard, hasNoIPv6 else { throw error }
            return address.ipv4Wildcard.with(port: try port(of: bind(address.ipv4Wildcard, sharing: false)))
        }
    }

    private static func bind(_ address: SocketAddress, sharing: Bool) throws(SocketError) -> FileDescriptor {
        let descriptor = try FileDescriptor(
            "socket",
            socket(
                address.isIPv6 ? AF_INET6 : AF_INET,
                CLinux_SOCK_STREAM | CLinux_SOCK_NONBLOCK | CLinux_SOCK_CLOEXEC,
                0
            )
        )
        try set(descriptor, SOL_SOCKET, SO_REUSEADDR, 1)
        if sharing { try set(descriptor, SOL_SOCKET, SO_REUSEPORT, 1) }
        if address.isIPv6 { try set(descriptor, CLinux_IPPROTO_IPV6, IPV6_V6ONLY, address.isWildcard ? 0 : 1) }
        // Accepted sockets inherit both. Keepalive finds clients that vanished without a word.
        try set(descriptor, CLinux_IPPROTO_TCP, TCP_NODELAY, 1)
        try set(descriptor, SOL_SOCKET, SO_KEEPALIVE, 1)
        guard address.withSockaddr({ Glibc.bind(descriptor.number, $0, $1) }) == 0 else {
            throw errno == EADDRINUSE ? .addressInUse(address.description) : .last("bind")
        }
        return descriptor
    }

    private static func set(
        _ descriptor: borrowing FileDescriptor,
        _ level: CInt,
        _ option: CInt,
        _ value: CInt
    ) throws(SocketError) {
        var value = value
        let size = socklen_t(MemoryLayout<CInt>.size)
        guard setsockopt(descriptor.number, level, option, &value, size) == 0 else { throw .last("setsockopt") }
    }

    private static func port(of descriptor: borrowing FileDescriptor) throws(SocketError) -> UInt16 {
        var storage = sockaddr_in6()
        var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
        let result = withUnsafeMutableBytes(of: &storage) { bytes in
            bytes.withMemoryRebound(to: sockaddr.self) { getsockname(descriptor.number, $0.baseAddress, &length) }
        }
        guard result == 0 else { throw .last("getsockname") }
        // The port is at the same place in both families.
        return UInt16(bigEndian: storage.sin6_port)
    }
}
