import Sockets
import Testing

@testable import KubernetesClient

struct RequestWriterTests {
    private static func writer(_ host: String, userAgent: String = "test") throws(SocketError) -> RequestWriter {
        try RequestWriter(APIServerAccess(host: host, port: 443, transport: .plain, userAgent: userAgent))
    }

    private static func text(_ writer: RequestWriter, token: String? = nil) throws -> String {
        String(decoding: try writer.bytes(APIRequest(target: "/api?a=b", silence: 0), token: token), as: UTF8.self)
    }

    @Test func writesOneRequest() throws {
        #expect(
            try Self.text(Self.writer("10.0.0.1")) == """
                GET /api?a=b HTTP/1.1\r
                Host: 10.0.0.1:443\r
                User-Agent: test\r
                Accept: application/json\r
                \r

                """
        )
    }

    @Test func showsTheToken() throws {
        let text = try Self.text(Self.writer("::1"), token: " abc.def-_~+/= \r\n")
        #expect(text.contains("\r\nHost: [::1]:443\r\n"))
        #expect(text.hasSuffix("\r\nAuthorization: Bearer abc.def-_~+/=\r\n\r\n"))
    }

    @Test func nothingBecomesAHeaderOfItsOwn() throws {
        let text = try Self.text(Self.writer("a", userAgent: "x\r\nEvil: yes\u{7f}"))
        #expect(text.contains("\r\nUser-Agent: xEvil: yes\r\n"))
        for token in ["", " \n", "a\r\nEvil: yes", "a b", "\u{e9}", String(repeating: "x", count: 17_000)] {
            #expect(throws: ResourceProblem.self) { try Self.text(Self.writer("a"), token: token) }
        }
        let reason = "neither a host name nor an address"
        for host in ["", "a b", "a\r\nb", "a/b", "a@b", "[::1]", "\u{e9}"] {
            #expect(throws: SocketError.unresolved(host, reason: reason)) { try Self.writer(host) }
        }
    }
}
