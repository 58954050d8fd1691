import HTTP
import TestSupport
import Testing
import Webhook

/// Reviews in all the forms that HTTP allows, and the refusals that are HTTP's.
struct RequestFramingTests {
    private static let limit = 7 * 1024 * 1024

    @Test func takesSevenMebibytesAndNotOneByteMore() throws {
        let running = try TestWebhook()
        let neighbour = try running.connect()
        let full = try running.connect().ask("validate", Self.padded(to: Self.limit))
        #expect(full.status == 200)
        #expect(AnswerOracle(uid: SampleReview.uid, mayPatch: false).objections(to: full.body).isEmpty)
        let over = try running.connect().ask("validate", Self.padded(to: Self.limit + 1))
        #expect(over.status == 413)
        #expect(over.field("content-type")?.hasPrefix("text/plain") == true)
        #expect(over.closes)
        #expect(try neighbour.ask("validate", SampleReview.bareIngress).status == 200)
    }

    @Test func takesChunkedBodies() throws {
        let running = try TestWebhook()
        let client = try running.connect()
        let plain = try client.ask("mutate", SampleReview.bareIngress)
        try client.send(
            """
            POST /mutate HTTP/1.1\r
            Host: localhost\r
            Content-Type: application/json; charset=utf-8\r
            Transfer-Encoding: chunked\r
            \r

            """
        )
        for start in stride(from: 0, to: SampleReview.bareIngress.count, by: 100) {
            let piece = SampleReview.bareIngress[start..<min(start + 100, SampleReview.bareIngress.count)]
            try client.send(Array("\(String(piece.count, radix: 16))\r\n".utf8) + piece + Array("\r\n".utf8))
        }
        try client.send("0\r\n\r\n")
        #expect(try client.receive()?.text == plain.text)
    }

    @Test func answersPipelinedReviewsInOrder() throws {
        let running = try TestWebhook()
        let client = try running.connect()
        let names = (0..<50).map { $0.isMultiple(of: 2) ? "aliyun-\($0)" : "shop-\($0)" }
        try client.send(names.flatMap { post("validate", SampleReview.albConfig($0)) })
        for name in names {
            let text = try #require(try client.receive()).text
            #expect(text.contains("\"allowed\":\(!name.hasPrefix("aliyun"))"))
            if name.hasPrefix("aliyun") { #expect(text.contains("\"name\":\"\(name)\"")) }
        }
    }

    @Test func refusesOtherPathsMethodsAndTypes() throws {
        let running = try TestWebhook()
        let client = try running.connect()
        #expect(try client.ask("convert", SampleReview.bareIngress).status == 404)
        try client.send("GET /mutate HTTP/1.1\r\nHost: localhost\r\n\r\n")
        let get = try #require(try client.receive())
        #expect(get.status == 405)
        #expect(get.field("allow") == "POST")
        try client.send(
            "POST /mutate HTTP/1.1\r\nHost: x\r\nContent-Type: application/yaml\r\nContent-Length: 2\r\n\r\n{}"
        )
        #expect(try client.receive()?.status == 415)
        #expect(try client.ask("mutate", SampleReview.bareIngress).status == 200)
    }

    @Test func tellsAPlainClientToUseTLS() throws {
        let running = try TestWebhook()
        let address = try #require(running.server.addresses[.webhook])
        let client = try LoopbackClient(address)
        try client.send(post("mutate", SampleReview.bareIngress))
        let response = try #require(try client.receive())
        #expect(response.status == 400)
        #expect(response.text.contains("HTTPS"))
        #expect(try running.log.first("TLS handshake failed")?["level"] as? String == "warn")
    }

    /// A review of exactly this size: blanks behind it are still JSON.
    private static func padded(to size: Int) -> [UInt8] {
        SampleReview.bareIngress + [UInt8](repeating: UInt8(ascii: " "), count: size - SampleReview.bareIngress.count)
    }
}
