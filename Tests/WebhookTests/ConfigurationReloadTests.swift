import Admission
import Rules
import Synchronization
import TestSupport
import Testing
import Webhook

struct ConfigurationReloadTests {
    private let advisory = #"{"rules": {"ALB101": "warn"}}"#

    @Test func aNewConfigurationReachesEveryLoop() throws {
        let running = try TestWebhook(threads: 4)
        #expect(try running.allowsReservedName() == false)
        running.configure(try Self.source(advisory))
        running.server.reload()
        // Connections are spread over the loops; all of them get the news.
        #expect(waitUntil { (try? running.allowsReservedName()) == true })
        #expect(try (0..<32).allSatisfy { _ in try running.allowsReservedName() })
        #expect(try running.log.count("configuration replaced") == 1)
    }

    @Test func aBadOneKeepsTheLastGoodOneAndRecovers() throws {
        let running = try TestWebhook()
        running.configure(try Self.source(advisory))
        running.server.reload()
        #expect(waitUntil { (try? running.allowsReservedName()) == true })
        for _ in 0..<3 {
            running.sources.reviewer.withLock { $0 = .failure(.init("config.json:1:2: unknown key \"rulez\"")) }
            running.server.reload()
        }
        #expect(try running.allowsReservedName())
        var page = try running.metrics()
        #expect(page["alb_admission_config_last_reload_successful"] == 0)
        #expect(page[#"alb_admission_config_reloads_total{result="failure"}"#] == 1)
        let line = try #require(try running.log.first("configuration not replaced; the last good one stays"))
        #expect(line["error"] as? String == "config.json:1:2: unknown key \"rulez\"")
        #expect(try running.get(.probes, "/readyz").status == 200)
        running.configure(try Self.source(advisory))
        running.server.reload()
        page = try running.metrics()
        #expect(page["alb_admission_config_last_reload_successful"] == 1)
        running.configure(try Self.source("{}"))
        running.server.reload()
        #expect(waitUntil { (try? running.allowsReservedName()) == false })
        page = try running.metrics()
        #expect(page["alb_admission_config_last_reload_successful"] == 1)
        #expect(page[#"alb_admission_config_reloads_total{result="success"}"#] == 3)
    }

    private static func source(_ text: String) throws -> ReviewerSource {
        let bytes = Array(text.utf8)
        return ReviewerSource(reviewer: Reviewer(settings: try Settings(parsing: bytes)), configuration: bytes)
    }
}

extension TestWebhook {
    fileprivate func configure(_ source: ReviewerSource) {
        sources.reviewer.withLock { $0 = .success(source) }
    }

    fileprivate func allowsReservedName() throws -> Bool {
        try connect().ask("validate", SampleReview.reservedAlbConfig).text.contains("\"allowed\":true")
    }
}
