import Sockets
import TestSupport
import Testing
import Webhook

/// The `timeout` that kube-apiserver sends with each call.
struct TimeoutTests {
    @Test(arguments: [
        ("10s", 10_000_000_000), ("1m0s", 60_000_000_000), ("1.5s", 1_500_000_000), (".5s", 500_000_000),
        ("1.s", 1_000_000_000), ("100ms", 100_000_000), ("+3us", 3_000), ("7ns", 7), ("2\u{B5}s", 2_000),
        ("2\u{3BC}s", 2_000), ("1h1m1s1ms", 3_661_001_000_000), ("0", 0), ("0s", 0), ("0.9ns", 0),
        ("2562047h47m16.854775807s", UInt64(Int64.max)),
    ])
    func readsWhatGoWrites(_ text: String, _ nanoseconds: UInt64) {
        #expect(GoDuration.parse(text) == nanoseconds)
    }

    @Test(arguments: [
        "", "10", "s", "10 s", " 10s", "10sec", "10S", "-1s", "1s-", "1e3s", ".s", ".", "+", "1..5s", "0x1s", "1d",
        "2562047h47m16.854775808s", "99999999999999999999s", "9223372036854775808ns", "٣s", "10s\u{0}",
    ])
    func refusesWhatGoRefuses(_ text: String) {
        #expect(GoDuration.parse(text) == nil)
    }

    /// The body came after the caller had given up.
    @Test func isAnsweredWithoutAReviewWhenItIsOver() throws {
        let running = try TestWebhook()
        let client = try running.connect()
        let late = try Self.ask(client, "timeout=50ms", pausing: 150_000_000)
        #expect(late.status == 503)
        #expect(late.field("retry-after") == "1")
        #expect(late.field("content-type")?.hasPrefix("text/plain") == true)
        #expect(late.text.contains("timeout"))
        // Later requests of the same connection have a clock of their own.
        #expect(try Self.ask(client, "timeout=10s", pausing: 0).status == 200)
        let page = try running.metrics()
        #expect(page[#"alb_admission_request_timeouts_total{webhook="/validate"}"#] == 1)
        #expect(page[#"controller_runtime_webhook_requests_total{code="503",webhook="/validate"}"#] == 1)
    }

    /// Nothing said, or nothing that Go would read: no deadline but the server's.
    @Test(arguments: ["", "timeout=", "timeout=50", "timeout=0s", "timeout=-1s", "Timeout=50ms", "x=timeout=1ns"])
    func isNotGuessed(_ query: String) throws {
        let running = try TestWebhook()
        #expect(try Self.ask(running.connect(), query, pausing: 60_000_000).status == 200)
    }

    private static func ask(_ client: LoopbackClient, _ query: String, pausing nanoseconds: UInt64) throws -> Response {
        let request = post("validate", SampleReview.bareIngress)
        let text = String(decoding: request, as: UTF8.self).replacing("timeout=5s", with: query)
        let bytes = Array(text.utf8)
        try client.send(Array(bytes.prefix(300)))
        let end = MonotonicClock.now() + nanoseconds
        #expect(waitUntil { MonotonicClock.now() > end })
        try client.send(Array(bytes.dropFirst(300)))
        return try #require(try client.receive())
    }
}
