import Check
import Foundation
import TestSupport
import Testing

/// `Tests/Formats/validate.py`: schemas and readers that are not ours judge what is printed.
enum ReportJudge {
    private static let python = ExternalProgram("python", inEnvironment: "formats")

    static let isInstalled = python != nil
    static let hint: Comment = "needs the packages of Tests/Formats/requirements.txt: bash .ci/setup"

    /// What is wrong with each document.
    static func complaints(_ kind: String, _ documents: [[UInt8]], schema: String? = nil) throws -> [[String]] {
        let python = try #require(python)
        let folder = try TemporaryFolder()
        let paths = try documents.enumerated().map { try folder.write($1, to: "document-\($0)") }
        let script = ExternalProgram.checkout.appending(path: "Tests/Formats/validate.py").path
        let schema = try schema.map { try folder.write($0, to: "schema") }
        let arguments = [script, kind] + (schema.map { [$0] } ?? [])
        let run = try python.run(arguments, input: paths.map { $0 + "\n" }.joined())
        try #require(run.status == 0, "\(run.err)")
        let found = try run.out.split(separator: "\n").map {
            try JSONDecoder().decode([String].self, from: Data($0.utf8))
        }
        try #require(found.count == documents.count)
        return found
    }
}
