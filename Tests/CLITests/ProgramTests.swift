import Foundation
import Testing

/// The built program itself: arguments, standard streams and the exit status of a real process.
struct ProgramTests {
    private struct Outcome: Equatable {
        var out: String
        var err: String
        var status: Int32
    }

    /// The test bundle and the program are built into one folder.
    private static func run(_ arguments: [String], input: String, environment: [String: String] = [:]) throws -> Outcome
    {
        let tests = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        let candidates = [tests, Bundle.main.bundleURL, Bundle.main.bundleURL.deletingLastPathComponent()]
        let program = candidates.map { $0.appending(path: "alb-admission") }.first {
            FileManager.default.isExecutableFile(atPath: $0.path)
        }
        let folder = try TemporaryFolder(["in": input])
        let process = Process()
        let executable: URL = try #require(program, "the program is not beside \(candidates)")
        process.executableURL = executable
        process.arguments = arguments
        process.environment = environment
        process.standardInput = FileHandle(forReadingAtPath: folder.file("in"))
        for name in ["out", "err"] { try folder.write(name, []) }
        process.standardOutput = FileHandle(forWritingAtPath: folder.file("out"))
        process.standardError = FileHandle(forWritingAtPath: folder.file("err"))
        try process.run()
        process.waitUntilExit()
        return Outcome(
            out: try String(contentsOfFile: folder.file("out"), encoding: .utf8),
            err: try String(contentsOfFile: folder.file("err"), encoding: .utf8),
            status: process.terminationStatus
        )
    }

    @Test func answersFromStandardInput() throws {
        let denied = try Self.run(["review", "--webhook", "validate"], input: Sample.denied)
        #expect(denied.status == 1 && denied.err == "")
        #expect(denied.out.hasSuffix("}\n") && denied.out.contains("ALB303"))
        let mutate = ["ALB_ADMISSION_WEBHOOK": "mutate"]
        let mutated = try Self.run(["review", "-"], input: Sample.denied, environment: mutate)
        #expect(mutated == Outcome(out: Sample.allowedAnswer, err: "", status: 0))
    }

    @Test func endsAsTheShellExpects() throws {
        let missing = try Self.run(["review", "/nonexistent.json"], input: "")
        let problem = "alb-admission: /nonexistent.json: No such file or directory\n"
        #expect(missing == Outcome(out: "", err: problem, status: 3))
        #expect(try Self.run(["review", "--bogus"], input: "").status == 64)
        #expect(try Self.run([], input: "").status == 64)
        #expect(try Self.run(["version"], input: "").status == 0)
    }

    /// More than a pipe holds, read and written in full.
    @Test func longStreamsComeThrough() throws {
        let count = 2_000
        let outcome = try Self.run(
            ["review", "--webhook", "mutate"],
            input: String(repeating: Sample.allowed + "\n", count: count)
        )
        #expect(outcome.status == 0 && outcome.err == "")
        #expect(outcome.out == String(repeating: Sample.allowedAnswer, count: count))
    }
}
