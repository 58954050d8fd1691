import Glibc
import Sockets
import TestSupport
import Testing

struct ClientSocketTests {
    @Test func connectsAndWatchesOverThePeer() throws {
        let listener = try #require(Listener.open(SocketAddress("127.0.0.1:0"), count: 1).first)
        let descriptor = try ClientSocket.connect(to: listener.address)
        #expect(waitUntil { Self.isWritable(descriptor.number) })
        try ClientSocket.finish(descriptor)
        ClientSocket.noticeDeadPeer(descriptor)
        #expect(Self.option(descriptor.number, SOL_SOCKET, SO_KEEPALIVE) == 1)
        #expect(Self.option(descriptor.number, CInt(IPPROTO_TCP), TCP_USER_TIMEOUT) == 30_000)
        let idle = Self.option(descriptor.number, CInt(IPPROTO_TCP), TCP_KEEPIDLE)
        let interval = Self.option(descriptor.number, CInt(IPPROTO_TCP), TCP_KEEPINTVL)
        let count = Self.option(descriptor.number, CInt(IPPROTO_TCP), TCP_KEEPCNT)
        #expect(idle + interval * count == 30)
    }

    @Test func saysThatNobodyListens() throws {
        let address = try #require(Listener.open(SocketAddress("127.0.0.1:0"), count: 1).first).address
        let descriptor = try ClientSocket.connect(to: address)
        #expect(waitUntil { Self.isWritable(descriptor.number) })
        #expect(throws: SocketError.systemCall("connect", errno: ECONNREFUSED)) {
            try ClientSocket.finish(descriptor)
        }
    }

    private static func isWritable(_ number: CInt) -> Bool {
        var entry = pollfd(fd: number, events: CShort(POLLOUT), revents: 0)
        return poll(&entry, 1, 0) > 0
    }

    private static func option(_ number: CInt, _ level: CInt, _ name: CInt) -> CInt {
        var value: CInt = -1
        var length = socklen_t(MemoryLayout<CInt>.size)
        getsockopt(number, level, name, &value, &length)
        return value
    }
}
