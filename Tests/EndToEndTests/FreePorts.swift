import Sockets

/// Ports that nobody listens on right now.
enum FreePorts {
    static func take(_ count: Int) throws -> [UInt16] {
        let any = try SocketAddress("127.0.0.1:0")
        // All are held at once, so that none comes twice.
        let listeners = try (0..<count).flatMap { _ in try Listener.open(any, count: 1) }
        return listeners.map(\.address.port)
    }
}
