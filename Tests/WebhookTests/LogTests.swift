import Foundation
import TestSupport
import Testing
import Sockets
import Webhook

struct LogTests {
    @Test func aDenialIsInformationAndAnAllowedRequestIsForDebugging() throws {
        let running = try TestWebhook(level: .debug)
        let client = try running.connect()
        _ = try client.ask("mutate", SampleReview.bareIngress)
        _ = try client.ask("validate", SampleReview.reservedAlbConfig)
        let denied = try #require(try running.log.first("denied"))
        #expect(denied["level"] as? String == "info")
        #expect(denied["webhook"] as? String == "validate")
        #expect(denied["requestID"] as? String == SampleReview.uid)
        #expect(denied["kind"] as? String == "AlbConfig")
        #expect(denied["name"] as? String == "aliyun-shop")
        #expect(denied["operation"] as? String == "CREATE")
        #expect(denied["user"] as? String == "admin")
        #expect(denied["rules"] as? String == "ALB101")
        #expect(denied["dryRun"] as? Bool == false)
        #expect((denied["message"] as? String)?.hasPrefix("[ALB101]") == true)
        let allowed = try #require(try running.log.first("allowed"))
        #expect(allowed["level"] as? String == "debug")
        #expect(allowed["namespace"] as? String == "web")
        #expect((allowed["mutations"] as? String)?.isEmpty == false)
        for line in try running.log.objects() {
            let time = try #require(line["time"] as? String)
            #expect(time.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
            #expect(["debug", "info", "warn", "error"].contains(line["level"] as? String))
        }
    }

    @Test func whatIsAllowedIsNotLoggedByDefault() throws {
        let running = try TestWebhook(level: .info)
        let client = try running.connect()
        _ = try client.ask("validate", SampleReview.bareIngress)
        _ = try client.ask("validate", SampleReview.reservedAlbConfig)
        _ = try running.log.first("denied")
        #expect(try running.log.count("allowed") == 0)
    }

    @Test func nothingOfAnObjectIsLogged() throws {
        let running = try TestWebhook(level: .debug)
        let client = try running.connect()
        for webhook in ["mutate", "validate"] { _ = try client.ask(webhook, SampleReview.reservedAlbConfig) }
        _ = try client.ask("validate", Array("{\"topSecretValue\": topSecretValue}".utf8))
        _ = try client.ask("validate", SampleReview.reservedAlbConfig + [0])
        #expect(waitUntil { (try? running.log.count("request not answered with a verdict")) == 2 })
        #expect(!running.log.all.joined().contains("topSecretValue"))
    }

    @Test func whatIsNoReviewIsAWarningWithTheReasonAndTheUID() throws {
        let running = try TestWebhook()
        _ = try running.connect().ask("validate", SampleReview.bareIngress + [0])
        let line = try #require(try running.log.first("request not answered with a verdict"))
        #expect(line["level"] as? String == "warn")
        #expect(line["requestID"] as? String == SampleReview.uid)
        #expect((line["error"] as? String)?.contains("line 1") == true)
        #expect(line["code"] as? Int == 200)
    }

    @Test func startAndEndAreLogged() throws {
        let running = try TestWebhook()
        let start = try #require(try running.log.first("serving"))
        #expect(start["webhook"] as? String == running.server.addresses[.webhook]?.description)
        #expect(start["version"] as? String == "test")
        running.server.shutDown()
        running.server.wait()
        #expect(try running.log.objects().map { $0["msg"] as? String }.suffix(2) == ["shutting down", "stopped"])
    }

    @Test func textIsOneLineAnEventToo() {
        let lines = LogLines()
        let log = Log(format: .text, level: .info) { lines.append($0) }
        log.write(.warn, "went wrong", [("error", .text("two\nlines \"quoted\"")), ("count", .number(3))])
        log.write(.debug, "not written")
        log.flush()
        #expect(lines.all.count == 1)
        #expect(lines.all[0].hasSuffix(" WARN went wrong error=\"two\\nlines \\\"quoted\\\"\" count=3\n"))
    }

    /// A reader that has stopped reading costs lines, never reviews, and does not keep the process alive.
    @Test func aStuckReaderHoldsNothingUp() throws {
        let stuck = Stuck()
        let log = Log(format: .json, level: .info) { _ in stuck.wait() }
        for number in 0..<10_000 { log.write(.info, "line \(number)") }
        stuck.release()
        log.flush()
        #expect(stuck.passed <= 4097)
    }
}
