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
        let field = String(repeating: "x", count: 5_000_000)
        for _ in 0..<10_000 { log.write(.info, "line", [("uid", .text(field))]) }
        // A line is a field of 1 KiB and some words; more bytes than the limit do not wait.
        let kept = 10_000 - Int(log.droppedLines)
        #expect(kept <= Log.pendingLimit / Log.fieldLimit)
        #expect(kept > 1000)
        stuck.release()
        #expect(waitUntil { stuck.passed == kept })
    }

    @Test func aFieldIsCutBetweenTwoCharactersAndSaysSo() throws {
        let lines = LogLines()
        let log = Log(format: .json, level: .info) { lines.append($0) }
        for shift in 0..<4 {
            let text = String(repeating: "a", count: shift) + String(repeating: "\u{1F600}", count: 1000)
            log.write(.info, "long", [("text", .text(text))])
        }
        log.flush()
        for (shift, line) in try lines.objects().enumerated() {
            let text = try #require(line["text"] as? String)
            let kept = try #require(text.split(separator: " ").first)
            #expect((1021...1024).contains(kept.utf8.count))
            #expect(kept.drop { $0 == "a" }.allSatisfy { $0 == "\u{1F600}" })
            #expect(text.hasSuffix(" ... (\(4000 + shift - kept.utf8.count) bytes more)"))
        }
    }

    /// Controls of both kinds, direction marks and separators reach neither a terminal nor a reader of lines.
    @Test(arguments: Log.Format.allCases)
    func nothingThatATerminalActsUponIsWritten(_ format: Log.Format) throws {
        let lines = LogLines()
        let log = Log(format: format, level: .info) { lines.append($0) }
        let hostile =
            "\u{1B}[31m\u{9B}2J\r\nFAKE\u{7}\u{0}\u{7F}\u{85}\u{2028}\u{2029}\u{202E}\u{2066}\u{200B}\u{FEFF}\u{E0001}end"
        log.write(.info, "hostile", [("text", .text(hostile))])
        log.flush()
        let line = try #require(lines.all.first)
        let inner = line.unicodeScalars.dropLast()
        let bad = inner.filter {
            [.control, .format, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory)
        }
        #expect(bad.isEmpty)
        if format == .json { #expect(try lines.objects()[0]["text"] as? String == hostile) }
    }

    @Test func aKindOfEventIsLoggedSoOftenAndThenCounted() {
        var throttle = LogThrottle(lines: 2, period: 100)
        let early = (0..<5).map { throttle.admit("a", now: UInt64($0)) }
        #expect(early == [0, 0, nil, nil, nil])
        #expect(throttle.admit("b", now: 6) == 0)
        #expect(throttle.admit("a", now: 100) == 3)
        #expect(throttle.admit("a", now: 101) == 0)
        // Whoever thinks of new kinds all the time gets no further.
        let many = (0..<1000).compactMap { throttle.admit("kind \($0)", now: 200) }
        #expect(many.count <= LogThrottle.kindLimit * 2)
    }

    @Test func requestsWithoutVerdictAreNotLoggedOneByOne() throws {
        let running = try TestWebhook()
        let client = try running.connect()
        for _ in 0..<200 { _ = try client.ask("validate", Array("{}".utf8)) }
        _ = try client.ask("validate", SampleReview.reservedAlbConfig)
        _ = try running.log.first("denied")
        #expect(try running.log.count("request not answered with a verdict") == 10)
        #expect(try running.metrics()[#"alb_admission_malformed_reviews_total{webhook="/validate"}"#] == 200)
    }
}
