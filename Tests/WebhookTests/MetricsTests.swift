import TestSupport
import Testing
import Sockets
import Webhook

struct MetricsTests {
    @Test func parsesBeforeAndAfterRequests() throws {
        let running = try TestWebhook(threads: 2)
        let empty = try running.metrics()
        #expect(empty[#"controller_runtime_webhook_requests_total{code="200",webhook="/mutate"}"#] == 0)
        #expect(
            empty.samples.keys.contains(#"controller_runtime_webhook_requests_total{code="500",webhook="/validate"}"#)
        )
        #expect(empty[#"alb_admission_build_info{version="test"}"#] == 1)
        let client = try running.connect()
        for _ in 0..<5 { _ = try client.ask("mutate", SampleReview.bareIngress) }
        for _ in 0..<3 { _ = try client.ask("validate", SampleReview.reservedAlbConfig) }
        let page = try running.metrics()
        #expect(page[#"controller_runtime_webhook_requests_total{code="200",webhook="/mutate"}"#] == 5)
        #expect(page[#"controller_runtime_webhook_latency_seconds_count{webhook="/validate"}"#] == 3)
        #expect(
            page[#"alb_admission_reviews_total{dry_run="false",kind="Ingress",operation="CREATE",verdict="patched"}"#]
                == 5
        )
        #expect(
            page[#"alb_admission_reviews_total{dry_run="false",kind="AlbConfig",operation="CREATE",verdict="denied"}"#]
                == 3
        )
        #expect(page[#"alb_admission_findings_total{rule="ALB101",severity="deny"}"#] == 3)
        #expect(page.samples.keys.contains { $0.hasPrefix("alb_admission_mutations_total{") })
        #expect(page["process_resident_memory_bytes"] > 1_000_000)
        #expect(page["process_open_fds"] > 3)
        #expect(page["alb_admission_certificate_not_after_timestamp_seconds"] > 1_700_000_000)
    }

    @Test func countsWhatIsNoReview() throws {
        let running = try TestWebhook()
        let client = try running.connect()
        #expect(try client.ask("mutate", Array("{}".utf8)).status == 400)
        #expect(try client.ask("mutate", SampleReview.bareIngress + [0]).status == 200)
        try client.send("POST /mutate HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n")
        #expect(try client.receive()?.status == 501)
        let page = try running.metrics()
        #expect(page[#"controller_runtime_webhook_requests_total{code="400",webhook="/mutate"}"#] == 1)
        #expect(page[#"alb_admission_malformed_reviews_total{webhook="/mutate"}"#] == 2)
        #expect(page["alb_admission_http_rejections_total"] == 1)
    }

    /// Names of objects, namespaces and users would make a series each.
    @Test func labelsAreClosedSets() throws {
        let running = try TestWebhook()
        let client = try running.connect()
        for name in 0..<40 { _ = try client.ask("validate", SampleReview.albConfig("aliyun-\(name)")) }
        let before = try running.metrics().samples.count
        for name in 40..<80 { _ = try client.ask("validate", SampleReview.albConfig("aliyun-\(name)")) }
        #expect(try running.metrics().samples.count == before)
    }

    @Test func countsConnectionsByWhatBecameOfThem() throws {
        let running = try TestWebhook()
        let stranger = try Certificates.authority("somebody else")
        #expect(throws: (any Error).self) { try running.connect(trusting: stranger) }
        #expect(
            waitUntil { (try? running.metrics()[#"alb_admission_connections_total{result="handshake_failed"}"#]) == 1 }
        )
        let line = try #require(try running.log.first("TLS handshake failed"))
        #expect((line["error"] as? String)?.contains("unknown ca") == true)
        #expect((line["hint"] as? String)?.contains("caBundle") == true)
    }

    @Test func answersHeadAndRefusesTheRest() throws {
        let running = try TestWebhook()
        let address = try #require(running.server.addresses[.metrics])
        let client = try LoopbackClient(address)
        try client.send("HEAD /metrics HTTP/1.1\r\nHost: x\r\n\r\n")
        let head = try #require(try client.receive(isHead: true))
        #expect(head.status == 200)
        #expect(head.field("content-type") == "text/plain; version=0.0.4; charset=utf-8")
        try client.send("POST /metrics HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")
        #expect(try client.receive()?.status == 405)
        #expect(try running.get(.metrics, "/").status == 404)
    }
}
