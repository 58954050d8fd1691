import ALBController
import Admission
import CLI
import Events
import Foundation
import Rules
import TestSupport
import Testing

/// The tables of the README that are made from data; `UPDATE_FIXTURES=1 swift test` writes them.
@Suite(.serialized)
struct ReadmeTests {
    @Test func holdsTheTableOfAllRules() throws {
        try expect(RuleListing.markdown(RuleCatalog.standard.descriptions), in: "rules")
    }

    @Test func holdsTheTableOfPolicies() throws {
        try expect(PolicyListing.markdown(RuleCatalog.standard.policies(.ack)), in: "policies")
    }

    @Test func holdsTheTableOfDocumentedErrors() throws {
        try expect(EventListing.markdown(ControllerError.all), in: "errors")
    }

    private func expect(_ table: String, in section: String) throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = root.appending(path: "README.md")
        let text = try String(contentsOf: file, encoding: .utf8)
        let start = try #require(text.range(of: "<!-- \(section) -->\n")?.upperBound)
        let stop = try #require(text.range(of: "<!-- /\(section) -->", range: start..<text.endIndex)?.lowerBound)

        if ProcessInfo.processInfo.environment["UPDATE_FIXTURES"] != nil {
            try (text[..<start] + table + text[stop...]).write(to: file, atomically: true, encoding: .utf8)
        } else {
            #expect(text[start..<stop] == table, "UPDATE_FIXTURES=1 swift test --filter ReadmeTests writes the table")
        }
    }
}
