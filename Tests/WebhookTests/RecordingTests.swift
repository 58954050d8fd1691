import Admission
import Foundation
import JSON
import Kubernetes
import Rules
import Synchronization
import TestSupport
import Testing
import Webhook

/// `serve --record` within the server: what is kept of a review, and what becomes of the others.
struct RecordingTests {
    private static let mark = "c2VjcmV0IHRoYXQgbXVzdCBub3QgYmUga2VwdA=="

    private static func secret(_ parts: String, operation: String = "CREATE", kind: String = "Secret") -> [UInt8] {
        let object = """
            {"apiVersion":"v1","kind":"\(kind)","type":"kubernetes.io/tls",
              "metadata":{"name":"shop","namespace":"web","labels":{"app":"shop"}\(parts)
            """
        return SampleReview.make(
            kind: #"{"group":"","version":"v1","kind":"Secret"}"#,
            name: "shop",
            object: operation == "DELETE" ? "null" : object,
            operation: operation
        )
    }

    private static func kept(_ review: [UInt8], denied: [String] = []) throws -> String {
        let request = try AdmissionReviewDecoder.decode(review)
        let answer = RuleAnswer(isAllowed: denied.isEmpty, denied: denied)
        let line = RecordedReview.line(request, answer, at: .validate, time: "2026-06-01T00:00:00Z", version: "test")
        return String(decoding: line, as: UTF8.self)
    }

    @Test(
        "keeps nothing of a Secret that can be one",
        arguments: [
            #"},"data":{"tls.key":"MARK"}}"#, #"},"stringData":{"tls.key":"MARK"}}"#, #"},"DATA":{"a":"MARK"}}"#,
            #"},"d\u0061ta":{"a":"MARK"}}"#, #"},"data":"MARK"}"#, #"},"data":[["MARK"]]}"#, #"},"what":"MARK"}"#,
            #","annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{\"data\":{\"a\":\"MARK\"}}"}}}"#,
            #","annotations":["MARK"]}}"#, #","managedFields":[{"fieldsV1":{"f:data":{"f:MARK":{}}}}]}}"#,
        ]
    )
    func secrets(_ parts: String) throws {
        let parts = parts.replacing("MARK", with: Self.mark)
        for kind in ["Secret", "secret", "Opaque"] {
            let line = try Self.kept(Self.secret(parts, kind: kind))
            #expect(!line.contains(Self.mark), "\(line)")
            #expect(line.contains("\"labels\":{\"app\":\"shop\"}"))
            #expect(line.hasSuffix("}\n") && line.dropLast().allSatisfy { !$0.isNewline })
        }
        // An object that calls itself a Secret, whatever the request says.
        let object = "{\"kind\":\"Secret\",\"metadata\":{\"name\":\"a\"" + parts
        let kind = #"{"group":"","version":"v1","kind":"Service"}"#
        #expect(try !Self.kept(SampleReview.make(kind: kind, name: "a", object: object)).contains(Self.mark))
    }

    @Test("of the old object and of other kinds data is left out too")
    func otherKinds() throws {
        let data = "{\"metadata\":{\"name\":\"a\"},\"data\":{\"a\":\"\(Self.mark)\"},\"spec\":{\"x\":[1]}}"
        let text = String(
            decoding: SampleReview.make(kind: #"{"kind":"ConfigMap"}"#, name: "a", object: data),
            as: UTF8.self
        )
        .replacing("\"oldObject\":null", with: "\"oldObject\":\(data)")
        let line = try Self.kept(Array(text.utf8))
        #expect(!line.contains(Self.mark))
        #expect(line.split(separator: "\"spec\":{\"x\":[1]}").count == 3)
        #expect(line.contains("\"withoutData\":true"))
    }

    @Test("keeps what verdicts depend on, and of the user name and groups")
    func ordinary() throws {
        let text = String(decoding: SampleReview.reservedAlbConfig, as: UTF8.self)
            .replacing(
                "\"userInfo\":{",
                with: "\"userInfo\":{\"uid\":\"\(Self.mark)\",\"extra\":{\"a\":[\"\(Self.mark)\"]},"
            )
            .replacing("\"annotations\":", with: "\"managedFields\":[\"\(Self.mark)\"],\"annotations\":")
        let line = try Self.kept(Array(text.utf8), denied: ["ALB101"])
        #expect(!line.contains(Self.mark))
        let document = try JSONDocument(parsing: Array(line.utf8))
        let request = try AdmissionReviewDecoder.decode(document)
        #expect(request.userInfo == UserInfo(username: "admin", groups: ["system:masters"]))
        let original = try AdmissionReviewDecoder.decode(SampleReview.reservedAlbConfig)
        #expect(
            Reviewer().validate(request).findings.map(\.message)
                == Reviewer().validate(original).findings.map(\.message)
        )
        let answer = RuleAnswer(isAllowed: false, denied: ["ALB101"])
        #expect(
            RecordedAnswer(document)
                == RecordedAnswer(time: "2026-06-01T00:00:00Z", version: "test", webhook: .validate, answer: answer)
        )
    }

    @Test("records each answer with the endpoint that gave it, and counts it")
    func recordsWhatIsAnswered() throws {
        let lines = LogLines()
        let running = try TestWebhook { configuration in
            configuration.record = { line in
                lines.append(String(decoding: line, as: UTF8.self))
                return .success(())
            }
        }
        let client = try running.connect()
        _ = try client.ask("mutate", SampleReview.bareIngress)
        _ = try client.ask("validate", SampleReview.reservedAlbConfig)
        #expect(try client.ask("validate", Array("{}".utf8)).status == 400)
        #expect(waitUntil { lines.all.count == 2 })
        let answers = try lines.all.map { try RecordedAnswer(JSONDocument(parsing: Array($0.utf8))) }
        #expect(answers.map { $0?.webhook } == [.mutate, .validate])
        #expect(answers[0]?.answer == RuleAnswer(isAllowed: true, filledIn: ["M1", "M2"]))
        #expect(answers[1]?.answer.denied == ["ALB101"] && answers[1]?.version == "test")
        let name = "alb_admission_recorded_reviews_total"
        #expect(waitUntil { (try? running.metrics()["\(name){result=\"written\"}"]) == 2 })
        #expect(try !TestWebhook().metrics().samples.keys.contains { $0.hasPrefix(name) })
    }

    @Test("a record that cannot be written or hangs fails no review, and is counted and said")
    func failures() throws {
        let stuck = Stuck()
        let calls = Atomic<Int>(0)
        let running = try TestWebhook { configuration in
            configuration.record = { _ in
                if calls.wrappingAdd(1, ordering: .relaxed).newValue == 2 { stuck.wait() }
                return .failure(.init("No space left on device"))
            }
        }
        let client = try running.connect()
        _ = try client.ask("validate", SampleReview.bareIngress)
        let line = try #require(try running.log.first("review not recorded"))
        #expect(line["error"] as? String == "No space left on device")
        // More than may wait.
        let large = SampleReview.albConfig("shop", secret: String(repeating: "x", count: 3 << 20))
        for _ in 0..<6 { #expect(try client.ask("validate", large).status == 200) }
        #expect(try running.log.first("reviews not recorded: there are more of them than can be written") != nil)
        stuck.release()
        let name = "alb_admission_recorded_reviews_total"
        #expect(waitUntil { (try? running.metrics()["\(name){result=\"failed\"}"]) ?? 0 >= 3 })
        #expect(try running.metrics()["\(name){result=\"dropped\"}"] >= 1)
    }
}
