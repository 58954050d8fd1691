import CLI
import Foundation
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
                try expectSameBytes(client, webhook, review.bytes, [], review.name)
            }
        }
    }

    @Test(arguments: try RuleFixture.all())
    func ruleFixturesGetTheBytesThatReviewPrints(_ fixture: RuleFixture) throws {
        let running = try TestWebhook(fixture.reviewer())
        let client = try running.connect()
        let folder = try TemporaryFolder()
        let arguments = try Self.write(fixture.contents(), to: folder)
        for webhook in ["mutate", "validate"] {
            try expectSameBytes(client, webhook, fixture.reviewBytes(), arguments, fixture.description)
        }
    }

    private func expectSameBytes(
        _ client: LoopbackClient,
        _ webhook: String,
        _ review: [UInt8],
        _ arguments: [String],
        _ name: String
    ) throws {
        // The same second on both sides decides over certificate dates the same way: look before and behind.
        let before = Self.print(["review", "--webhook", webhook] + arguments, review)
        let response = try client.ask(webhook, review)
        let after = Self.print(["review", "--webhook", webhook] + arguments, review)
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

    /// Settings and cluster of a fixture as the files that the flags take.
    private static func write(_ contents: [String: Any], to folder: TemporaryFolder) throws -> [String] {
        var arguments: [String] = []
        if let settings = contents["settings"] {
            let bytes = try JSONSerialization.data(withJSONObject: settings)
            arguments += ["--config", try folder.write(Array(bytes), to: "config.json")]
        }
        let known = (contents["knownKinds"] as? [String] ?? []).map { ["kind": $0 + "List", "items": [Any]()] }
        let objects = (contents["objects"] as? [Any] ?? []) + known
        if !objects.isEmpty {
            let bytes = try JSONSerialization.data(withJSONObject: objects)
            arguments += ["--objects", try folder.write(Array(bytes), to: "objects.json")]
        }
        return arguments
    }
}
