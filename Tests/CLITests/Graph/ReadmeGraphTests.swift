import CLI
import Foundation
import TestSupport
import Testing

/// The tree in the README is what the program prints; `UPDATE_FIXTURES=1 swift test` writes it.
@Suite(.serialized)
struct ReadmeGraphTests {
    @Test("the README shows what graph prints")
    func example() throws {
        let folder = try TemporaryFolder(["shop.yaml": GraphSample.shop])
        let run = CommandRun(["graph", folder.file("shop.yaml")], folder: folder)
        #expect(run.err == "")
        let example = "```console\n$ alb-admission graph shop.yaml\n\(run.out)```\n"
        let file = ExternalProgram.checkout.appending(path: "README.md")
        let text = try String(contentsOf: file, encoding: .utf8)
        let start = try #require(text.range(of: "<!-- graph -->\n")?.upperBound)
        let stop = try #require(text.range(of: "<!-- /graph -->", range: start..<text.endIndex)?.lowerBound)
        if ProcessInfo.processInfo.environment["UPDATE_FIXTURES"] != nil {
            try (text[..<start] + example + text[stop...]).write(to: file, atomically: true, encoding: .utf8)
        } else {
            #expect(text[start..<stop] == example, "UPDATE_FIXTURES=1 swift test --filter ReadmeGraphTests writes it")
        }
    }
}
