import ClusterContext
import Foundation
import KubernetesClient
import Testing

@testable import CLI

/// What the README says about the live context is what there is.
struct ReadmeLiveContextTests {
    private let section: String

    init() throws {
        let readme = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../README.md")
        let text = try String(contentsOf: readme, encoding: .utf8)
        section = try #require(
            text.components(separatedBy: "### Live context\n").last?.components(separatedBy: "\n### ").first
        )
    }

    @Test func everyFlagIsExplained() {
        let rows = section.split(separator: "\n").filter { $0.hasPrefix("| `--") }
        let flags = KubeOptions.all.map { option in
            let value = option.value.map { " " + $0.replacing("|", with: "\\|") } ?? ""
            return "| `--\(option.name)\(value)` |"
        }
        #expect(rows.count == flags.count)
        for flag in flags { #expect(rows.contains { $0.hasPrefix(flag) }, "\(flag)") }
    }

    @Test func everyReasonAndResultIsNamed() {
        for reason in FailureReason.allCases { #expect(section.contains("`\(reason.rawValue)`")) }
        for result in ConfirmationResult.allCases { #expect(section.contains("`\(result.rawValue)`")) }
    }

    /// Kinds that are followed without further flags, and no more.
    @Test func theRoleIsAsSmallAsWhatIsFollowed() throws {
        let role = try #require(
            section.components(separatedBy: "<!-- role -->").last?.components(separatedBy: "<!-- /role -->").first
        )
        let granted = role.split(separator: "\n").filter { $0.contains("resources: [") }
            .flatMap { $0.split(separator: "\"").filter { $0.allSatisfy(\.isLowercase) }.map(String.init) }
        let followed = ContextKind.allCases.filter { $0 != .secret }
            .compactMap { $0.resource.paths[0].split(separator: "/").last.map(String.init) }
        #expect(granted.sorted() == followed.sorted())
    }
}
