import JSON
import Kubernetes
import TestSupport
import Testing

/// Texts about reviews that cannot be judged quote them, and must neither be long nor speak to a terminal.
struct OutsideTextTests {
    private static let hostile = #"\u001b[2J\r\nFAKE: allowed \u009b \u202e \u2028"#

    @Test(arguments: [
        (#""UPDATE""#, "operation"), (#""admission.k8s.io/v1""#, "apiVersion"), (#""AdmissionReview""#, "kind"),
    ])
    func isOneCleanLine(_ old: String, _ field: String) throws {
        let review = DecoderCase.review.replacing(old, with: "\"\(Self.hostile)\"")
        let error = #expect(throws: AdmissionReviewError.self) { try AdmissionReviewDecoder.decode(Array(review.utf8)) }
        let message = try #require(error?.message)
        #expect(message.contains(field))
        #expect(message.contains("FAKE: allowed"))
        #expect(PlainText.line(message) == message)
    }

    @Test
    func aRepeatedKeyIsACleanLine() throws {
        let spec = #"{"\#(Self.hostile)":1,"\#(Self.hostile)":1}"#
        let review = DecoderCase.review.replacing(#""spec": {}"#, with: #""spec": \#(spec)"#)
        let error = #expect(throws: AdmissionReviewError.self) { try AdmissionReviewDecoder.decode(Array(review.utf8)) }
        let message = try #require(error?.message)
        #expect(PlainText.line(message) == message)
        #expect(message.hasSuffix(": duplicate key"))
    }

    /// 9 900 levels of long names, and the key twice at the bottom: the place in the message is not the whole way.
    @Test
    func aDeepPlaceIsShort() throws {
        let name = String(repeating: "n", count: 700)
        let deep =
            String(repeating: #"{"\#(name)":"#, count: 9900) + #"{"a":1,"a":2}"# + String(repeating: "}", count: 9900)
        let review = DecoderCase.review.replacing(#""spec": {}"#, with: #""spec": \#(deep)"#)
        let error = #expect(throws: AdmissionReviewError.self) { try AdmissionReviewDecoder.decode(Array(review.utf8)) }
        let message = try #require(error?.message)
        #expect(message.utf8.count < 2000)
        #expect(message.hasPrefix("request.object.spec.nnn"))
        #expect(message.contains("(9880 more)"))
        #expect(message.hasSuffix(".a: duplicate key"))
    }

    @Test(arguments: [
        ("short", 60, "short"), (String(repeating: "é", count: 60), 60, String(repeating: "é", count: 60)),
        (String(repeating: "é", count: 61), 60, String(repeating: "é", count: 57) + "..."), ("abcdef", 5, "ab..."),
    ])
    func clipsByScalars(_ text: String, _ limit: Int, _ expected: String) {
        #expect(text.clipped(to: limit) == expected)
    }

    @Test
    func accentsDoNotGetAroundTheLimit() {
        let text = "e" + String(repeating: "\u{301}", count: 100_000)
        #expect(text.clipped.unicodeScalars.count == 60)
    }
}
