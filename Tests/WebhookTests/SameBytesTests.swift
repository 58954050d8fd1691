import CLI
import TestSupport
import Testing

/// The server and `review` are one engine: what one sends, the other prints.
struct SameBytesTests {
    @Test func recordedReviewsGetTheBytesThatReviewPrints() throws {
        let running = try TestWebhook(threads: 2)
        let client = try running.connect()
        let reviews = try RecordedReview.all()
        #expect(reviews.count > 100)
        for review in reviews {
            for webhook in ["mutate", "validate"] {
                try expectSameBytes(client, webhook, review.bytes, review.name)
            }
        }
    }

    /// The server has its settings and cluster from elsewhere, `review` from the file.
    @Test(.namesItsCase) func ruleFixturesGetTheBytesThatReviewPrints() throws {
        forEachCase(of: try RuleFixture.all()) { fixture in
            let running = try TestWebhook(fixture.reviewer())
            let client = try running.connect()
            for webhook in ["mutate", "validate"] {
                try expectSameBytes(client, webhook, fixture.review.bytes, fixture.description)
            }
        }
    }

    /// Who asks does not say how to judge: `settings` and `objects` in a body are for saved reviews only.
    @Test func aServerIsNotConfiguredByItsRequests() throws {
        let running = try TestWebhook()
        let client = try running.connect()
        let plain = String(decoding: SampleReview.reservedAlbConfig, as: UTF8.self)
        let carrying = plain.dropLast() + #","settings":{"preset":"advisory"},"objects":[]}"#
        let denied = try client.ask("validate", Array(plain.utf8))
        #expect(denied.text.contains("\"allowed\":false"))
        #expect(try client.ask("validate", Array(carrying.utf8)).text == denied.text)
    }

    private func expectSameBytes(
        _ client: LoopbackClient,
        _ webhook: String,
        _ review: [UInt8],
        _ name: String
    ) throws {
        // The same second on both sides decides over certificate dates the same way: look before and behind.
        let before = Self.print(["review", "--webhook", webhook], review)
        let response = try client.ask(webhook, review)
        let after = Self.print(["review", "--webhook", webhook], review)
        let sent = response.text + "\n"
        #expect(response.status == 200, "\(name)")
        #expect(response.field("content-type") == "application/json")
        #expect(sent == before || sent == after, "\(name), /\(webhook)")
        #expect(response.body.count(where: { $0 == UInt8(ascii: "\n") }) == 0)
    }

    private static func print(_ arguments: [String], _ input: [UInt8]) -> String {
        var printed = ""
        _ = CommandLineTool.run(
            arguments + ["-"],
            Console(out: { printed += $0 }, err: { _ in }, input: { input })
        )
        return printed
    }
}
