import Foundation
import TestSupport
import Testing

/// `Tests/Policies/judge.py`: an independent implementation of CEL judges what is shipped.
enum PolicyJudge {
    struct Answer: Decodable {
        var refused: [String]
        var mutates: Bool
        var errors: Int

        /// Ids of the rules that the messages begin with.
        var rules: Set<String> { Set(refused.map { String($0.dropFirst().prefix { $0 != "]" }) }) }
    }

    struct Result {
        /// Of each policy, in the order of the file.
        var expressions: [[String]]
        var answers: [Answer]
    }

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let python = root.appending(path: ".build/policies/bin/python").path

    /// Whether `.ci/setup` could install what the script needs.
    static let isInstalled = FileManager.default.fileExists(
        atPath: root.appending(path: ".build/policies/installed").path
    )

    static func judge(_ lines: [String], by policies: String) throws -> Result {
        let folder = try TemporaryFolder(["in": lines.map { $0 + "\n" }.joined(), "policies.yaml": policies])
        try folder.write("out", [])
        let process = Process()
        process.executableURL = URL(filePath: python)
        process.arguments = [root.appending(path: "Tests/Policies/judge.py").path, folder.file("policies.yaml")]
        process.standardInput = FileHandle(forReadingAtPath: folder.file("in"))
        process.standardOutput = FileHandle(forWritingAtPath: folder.file("out"))
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "judge.py failed; its message is above")
        let out = try Data(contentsOf: URL(filePath: folder.file("out"))).split(separator: UInt8(ascii: "\n"))
        let decoder = JSONDecoder()
        return Result(
            expressions: try decoder.decode([[String]].self, from: try #require(out.first)),
            answers: try out.dropFirst().map { try decoder.decode(Answer.self, from: $0) }
        )
    }
}
