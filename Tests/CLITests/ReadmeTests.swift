import Admission
import CLI
import Foundation
import Rules
import Testing

/// The rule table of the README is made from the rules; `UPDATE_FIXTURES=1 swift test` writes it.
struct ReadmeTests {
    private static let begin = "<!-- rules -->\n"
    private static let end = "<!-- /rules -->"

    @Test func holdsTheTableOfAllRules() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = root.appending(path: "README.md")
        let text = try String(contentsOf: file, encoding: .utf8)
        let start = try #require(text.range(of: Self.begin)?.upperBound)
        let stop = try #require(text.range(of: Self.end, range: start..<text.endIndex)?.lowerBound)
        let table = RuleListing.markdown(RuleCatalog.standard.descriptions)

        if ProcessInfo.processInfo.environment["UPDATE_FIXTURES"] != nil {
            try (text[..<start] + table + text[stop...]).write(to: file, atomically: true, encoding: .utf8)
        } else {
            #expect(text[start..<stop] == table, "UPDATE_FIXTURES=1 swift test --filter ReadmeTests writes the table")
        }
    }
}
