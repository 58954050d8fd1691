import Testing
import Sockets

struct SocketAddressTests {
    @Test(arguments: [
        ("0.0.0.0:9443", "0.0.0.0:9443"), ("[::]:9443", "[::]:9443"), (":9443", "[::]:9443"),
        ("127.0.0.1:0", "127.0.0.1:0"), ("[::1]:65535", "[::1]:65535"), ("localhost:80", "127.0.0.1:80"),
    ])
    func reads(_ text: String, _ expected: String) throws {
        #expect(try SocketAddress(text).description == expected)
    }

    @Test(arguments: [
        "", "0", ":", "9443", "1.2.3.4", "1.2.3.4:", "1.2.3.4:65536", "1.2.3.4:-1", "1.2.3.4:+1", "::1:80", "[::1]",
        "[1.2.3.4]:80", "[::1:80", "example.com:80", "1.2.3:80", "1.2.3.4:8 0",
    ])
    func refuses(_ text: String) {
        #expect(throws: SocketError.malformedAddress(text)) { try SocketAddress(text) }
    }
}
