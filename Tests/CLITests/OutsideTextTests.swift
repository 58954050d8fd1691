import CLI
import JSON
import Testing

/// Nothing that the program is given comes out in a form that a terminal obeys.
struct OutsideTextTests {
    private static let hostile = "\u{1B}[2J\u{7}\r\nFAKE: allowed\u{9B}\u{202E}\u{2028}"
    private static let escaped = #"\u001b[2J\u0007\r\nFAKE: allowed\u009b\u202e\u2028"#

    static let replaced = [
        (#""operation":"CREATE""#, #""operation":"\#(escaped)""#),
        (#""apiVersion":"admission.k8s.io/v1""#, #""apiVersion":"\#(escaped)""#),
        (#""dryRun":false"#, #""\#(escaped)":1,"\#(escaped)":1"#),
        (#""uid":""#, #""uid":"\#(escaped)"#),
        (#""namespace":""#, #""namespace":"\#(escaped)"#),
    ]

    @Test(arguments: replaced, ["json", "text"])
    func ofAReview(_ change: (old: String, new: String), _ format: String) {
        let review = Sample.allowed.replacing(change.old, with: change.new)
        #expect(review != Sample.allowed)
        Self.expectClean(CommandRun(["review", "-o", format], input: Array(review.utf8)))
    }

    @Test(arguments: [
        ["rules", hostile], [hostile], ["review", "--\(hostile)"], ["review", "--webhook", hostile],
        ["review", hostile], ["review", "--config", hostile], ["review", "--objects", hostile], ["serve", hostile],
    ])
    func ofArguments(_ arguments: [String]) {
        Self.expectClean(CommandRun(arguments))
    }

    @Test
    func ofFileNames() throws {
        let name = "\u{1B}[2J\nFAKE.json"
        let folder = try TemporaryFolder([name: Sample.allowed, "broken\r\(name)": "{"])
        Self.expectClean(CommandRun(["review", "-o", "text", folder.path]))
    }

    private static func expectClean(_ run: CommandRun, sourceLocation: SourceLocation = #_sourceLocation) {
        for text in [run.out, run.err] {
            for line in text.split(separator: "\n") {
                #expect(PlainText.line(String(line)) == line, sourceLocation: sourceLocation)
                #expect(!line.hasPrefix("FAKE"), sourceLocation: sourceLocation)
            }
        }
        #expect(run.out + run.err != "", sourceLocation: sourceLocation)
    }
}
