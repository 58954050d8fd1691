import Admission
import JSON
import Kubernetes
import TestSupport
import Testing

/// Bytes that are not JSON are answered all the same, as long as there is a uid to echo.
struct BrokenReviewTests {
    @Test func everyTruncationOfARecordedReviewIsAnsweredOnceItsUIDIsThere() throws {
        for name in ["1.36/022", "1.20/068"] {
            let bytes = try RecordedReview.named(name).bytes
            let uid = try AdmissionReviewDecoder.decode(bytes).uid
            let uidEnd = try #require(Self.end(of: "\"uid\":\"\(uid)\"", in: bytes))
            let oracle = AnswerOracle(uid: uid, mayPatch: false)
            let end = try #require(bytes.lastIndex(of: UInt8(ascii: "}")))
            for length in 0...end {
                let error = Self.error(Array(bytes[..<length]))
                guard length >= uidEnd else {
                    #expect(error?.uid == nil && error?.response == nil, "\(name) at \(length)")
                    continue
                }
                let answer = try #require(error?.response, "\(name) at \(length)")
                guard answer.allowed || !oracle.objections(to: answer.serialized()).isEmpty else { continue }
                Issue.record("\(name) at \(length): \(String(decoding: answer.serialized(), as: UTF8.self))")
            }
        }
    }

    @Test(
        arguments: [
            (#"{"request":{"uid":"a","#, "a"),
            (#"{"request" : { "uid" : "a""#, "a"),
            (#"{"request":{"name":"uid","uid":"a""#, "a"),
            (#"{"request":{"kind":{"uid":"x"},"uid":"a","object":{"uid":"y""#, "a"),
            (#"{"request":{"groups":["uid","request"],"uid":"a""#, "a"),
            (#"{"kind":"request","other":{"uid":"x"},"request":{"uid":"a""#, "a"),
            (#"{"request":{"object":{"metadata":{"uid":"x""#, nil),
            (#"{"request":{"uid":"""#, nil),
            (#"{"request":{"uid":5,"name":"x""#, nil),
            (#"{"request":{"uid":"a\u0041""#, nil),
            (#"{"uid":"x","#, nil),
            (#"}}]]{"request":{"uid":"x""#, nil),
            ("", nil),
        ] as [(String, String?)]
    )
    func findsTheUIDOfTheRequestAndNoOther(_ text: String, _ uid: String?) {
        #expect(BrokenReview(Array(text.utf8)).uid == uid)
    }

    @Test func anUIDThatIsNotUTF8IsNoUID() {
        let bytes = Array(#"{"request":{"uid":""#.utf8) + [0xFF, 0xFE] + Array("\"".utf8)
        #expect(BrokenReview(bytes).uid == nil)
    }

    @Test func findsTheVersion() {
        let text = #"{"apiVersion":"admission.k8s.io/v1beta1","request":{"uid":"a""#
        #expect(BrokenReview(Array(text.utf8)).version == .v1beta1)
        let inside = #"{"request":{"apiVersion":"admission.k8s.io/v1beta1","uid":"a""#
        #expect(BrokenReview(Array(inside.utf8)).version == .v1)
    }

    @Test(arguments: [
        (
            [0xEF, 0xBB, 0xBF] + Array(DecoderCase.review.utf8),
            "a byte order mark is not allowed before JSON (RFC 8259, section 8.1)"
        ),
        (Array(DecoderCase.review.utf8) + [0x78], "unexpected data after the JSON value"),
        (
            Self.with(#""name": "web""#, [UInt8](#""name": ""#.utf8) + [0xC3, 0x28] + [UInt8(ascii: "\"")]),
            "invalid UTF-8"
        ),
        (Self.with("{}", Array(String(repeating: "[", count: 100_000).utf8)), "nested deeper than 10002 levels"),
        (Self.with("true", Array("tru".utf8)), "invalid literal, expected true, false or null"),
    ])
    func saysWhyBytesAreNotJSON(_ bytes: [UInt8], _ reason: String) throws {
        let error = #expect(throws: AdmissionReviewError.self) { try AdmissionReviewDecoder.decode(bytes) }
        #expect(error?.message == "not valid JSON: \(reason)")
        let answer = try #require(error?.response)
        #expect(AnswerOracle(uid: "u-1").objections(to: answer.serialized()) == [])
        #expect(answer.status?.code == 400)
    }

    @Test func aNumberOfAnyLengthIsOnlyText() throws {
        let number = String(repeating: "9", count: 400)
        let bytes = Self.with("{}", Array("{\"replicas\": \(number)}".utf8))
        let request = try AdmissionReviewDecoder.decode(bytes)
        #expect(String(decoding: request.document.bytes, as: UTF8.self).contains(number))
    }

    @Test(arguments: [
        (#""dryRun": true"#, #""dryRun": true, "uid": "u-1""#, "13:19 request.uid"),
        (#""spec": {}"#, #""spec": {"a": {"b": 1, "b": 2}}"#, "11:56 request.object.spec.a.b"),
    ])
    func refusesARepeatedKey(_ old: String, _ new: String, _ place: String) {
        let error = #expect(throws: AdmissionReviewError.self) {
            try AdmissionReviewDecoder.decode(Self.with(old, Array(new.utf8)))
        }
        let text = error.map { "\($0.position.line):\($0.position.column) \($0.message)" }
        #expect(text == "\(place): duplicate key")
        #expect(error?.uid == "u-1")
    }

    private static func error(_ bytes: [UInt8]) -> AdmissionReviewError? {
        do throws(AdmissionReviewError) {
            _ = try AdmissionReviewDecoder.decode(bytes)
            return nil
        } catch {
            return error
        }
    }

    private static func with(_ old: String, _ new: [UInt8]) -> [UInt8] {
        let review = DecoderCase.review
        guard let range = review.firstRange(of: old) else { return [] }
        return Array(review[..<range.lowerBound].utf8) + new + Array(review[range.upperBound...].utf8)
    }

    private static func end(of text: String, in bytes: [UInt8]) -> Int? {
        let all = String(decoding: bytes, as: UTF8.self)
        return all.firstRange(of: text).map { all.utf8.distance(from: all.startIndex, to: $0.upperBound) }
    }
}
