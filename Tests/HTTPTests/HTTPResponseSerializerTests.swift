import HTTP
import Testing

struct HTTPResponseSerializerTests {
    private func write(
        _ response: HTTPResponse,
        isHead: Bool = false,
        closes: Bool = false,
        date: String = ""
    ) -> String {
        let buffer = ByteBuffer(capacity: 64)
        HTTPResponseSerializer.write(response, date: Array(date.utf8), isHead: isHead, closes: closes, to: buffer)
        return String(decoding: buffer.bytes, as: UTF8.self)
    }

    @Test func writesStatusFieldsAndBody() {
        let response = HTTPResponse(body: Array("{}".utf8))
        #expect(
            write(response, date: "Sun, 06 Nov 1994 08:49:37 GMT")
                == "HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nContent-Type: application/json\r\n"
                + "Content-Length: 2\r\n\r\n{}"
        )
    }

    @Test func leavesTheBodyOutForHead() {
        let text = write(HTTPResponse(body: Array("{}".utf8)), isHead: true)
        #expect(text.hasSuffix("Content-Length: 2\r\n\r\n"))
    }

    @Test func shedsWithRetryAfter() {
        let text = write(.overloaded, closes: true)
        #expect(text.hasPrefix("HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain; charset=utf-8\r\n"))
        #expect(text.contains("\r\nRetry-After: 1\r\nConnection: close\r\n\r\n"))
    }

    @Test func writesFurtherFields() {
        var response = HTTPResponse(.methodNotAllowed)
        response.fields = [.init("Allow", "POST")]
        #expect(write(response).contains("\r\nAllow: POST\r\n"))
    }

    @Test(arguments: [
        (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
        (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
        (951_782_399, "Mon, 28 Feb 2000 23:59:59 GMT"),
        (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
        (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"),
    ])
    func formatsDates(_ seconds: Int, _ text: String) {
        #expect(String(decoding: HTTPDate.bytes(unixSeconds: seconds), as: UTF8.self) == text)
    }
}
