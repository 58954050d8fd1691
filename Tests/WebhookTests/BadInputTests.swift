import TestSupport
import Testing

/// Whatever comes in, something that kube-apiserver understands goes out, and nobody else notices.
struct BadInputTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let body: [UInt8]
        /// Nil where there is none to find.
        var uid: String? = SampleReview.uid

        init(_ name: String, _ text: String, uid: String? = SampleReview.uid) {
            self.init(name, Array(text.utf8), uid: uid)
        }

        init(_ name: String, _ body: [UInt8], uid: String? = SampleReview.uid) {
            testDescription = name
            self.body = body
            self.uid = uid
        }
    }

    static let good = String(decoding: SampleReview.bareIngress, as: UTF8.self)
    private static let uidMember = "\"uid\":\"\(SampleReview.uid)\","

    static let cases: [Case] = [
        Case("nothing", "", uid: nil),
        Case("not JSON", "hello", uid: nil),
        Case("a list", "[]", uid: nil),
        Case("YAML", "apiVersion: admission.k8s.io/v1\nkind: AdmissionReview\n", uid: nil),
        Case("wrong kind", good.replacing("\"AdmissionReview\"", with: "\"ConversionReview\"")),
        Case("no request", #"{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1"}"#, uid: nil),
        Case(
            "request is null",
            #"{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":null}"#,
            uid: nil
        ),
        Case("no uid", good.replacing(uidMember, with: ""), uid: nil),
        Case("uid is a number", good.replacing(uidMember, with: "\"uid\":42,"), uid: nil),
        Case("unknown version", good.replacing("admission.k8s.io/v1\"", with: "admission.k8s.io/v7\"")),
        Case("no version", good.replacing("\"apiVersion\":\"admission.k8s.io/v1\",", with: "")),
        Case("list for a map in the review", good.replacing(#""userInfo":{"#, with: #""userInfo":[],"old":{"#)),
        Case("list for the object", good.replacing(#""object":{"#, with: #""object":[],"old":{"#)),
        Case("list for metadata", good.replacing(#""metadata":{"name""#, with: #""metadata":["x"],"old":{"name""#)),
        Case("number as name", good.replacing(#""name":"shop""#, with: #""name":7"#)),
        Case("unknown operation", good.replacing("\"CREATE\"", with: "\"INVENT\"")),
        Case("cut in the middle", Array(SampleReview.bareIngress.prefix(600))),
        Case("duplicate keys", good.replacing(#""dryRun":false"#, with: #""dryRun":false,"dryRun":true"#)),
        Case("duplicate keys inside", good.replacing(#""host":"shop.example","#, with: #""host":"a.b","host":"c.d","#)),
        Case("deep list", Array(repeating: UInt8(ascii: "["), count: 100_000), uid: nil),
        Case("deep object", good.replacing(#""spec":{"#, with: #""deep":"# + nested(100_000) + #","spec":{"#)),
        Case("invalid UTF-8", replacing("shop-tls", with: [0xFF, 0xFE])),
        Case("overlong UTF-8", replacing("shop-tls", with: [0xC0, 0xAF])),
        Case("half a surrogate pair", good.replacing("shop-tls", with: #"\uD800"#)),
        Case("byte order mark", [0xEF, 0xBB, 0xBF] + SampleReview.bareIngress),
        Case("NUL behind", SampleReview.bareIngress + [0]),
        Case("a second review behind", SampleReview.bareIngress + SampleReview.bareIngress),
    ]

    @Test(arguments: cases, ["mutate", "validate"])
    func isAnsweredWithAReviewOrWithText(_ row: Case, _ webhook: String) throws {
        let running = try TestWebhook()
        let neighbour = try running.connect()
        let client = try running.connect()
        let response = try client.ask(webhook, row.body)
        if response.status == 200 {
            let oracle = AnswerOracle(
                uid: try #require(row.uid, "an answer without a question: \(response.text)"),
                mayPatch: webhook == "mutate"
            )
            #expect(oracle.objections(to: response.body).isEmpty, "\(response.text)")
        } else {
            #expect(row.uid == nil, "\(response.status) \(response.text)")
            #expect((400..<500).contains(response.status))
            #expect(response.field("content-type")?.hasPrefix("text/plain") == true)
            #expect(!response.body.isEmpty)
        }
        // Neither this connection nor another one has suffered.
        for client in [client, neighbour] {
            let next = try client.ask("validate", SampleReview.bareIngress)
            #expect(next.text.contains("\"allowed\":true"))
        }
    }

    private static func nested(_ depth: Int) -> String {
        String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }

    private static func replacing(_ old: String, with new: [UInt8]) -> [UInt8] {
        var bytes = SampleReview.bareIngress
        if let range = bytes.firstRange(of: Array(old.utf8)) { bytes.replaceSubrange(range, with: new) }
        return bytes
    }
}
