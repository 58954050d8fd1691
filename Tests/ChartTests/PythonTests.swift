import Foundation
import Testing

/// The modules in `Python`, which is where Helm's engine can be called from.
///
/// They need the packages that `.ci/setup` installs into `.build/chart`.
enum PythonTests {
    struct Run {
        var code: Int32
        var output: String
    }

    static let hint = "chart tests need the packages of Tests/ChartTests/Python/requirements.txt: bash .ci/setup"

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Python")
    private static let checkout = folder.deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let interpreter = checkout.appending(path: ".build/chart/bin/python").path

    /// Says so on standard error when they are not, because a skipped test is easily overlooked.
    static let areHere: Bool = {
        let mark = checkout.appending(path: ".build/chart/installed").path
        guard !FileManager.default.fileExists(atPath: mark) else { return true }
        say("SKIPPED: \(hint)")
        return false
    }()

    static func modules() throws -> Set<String> {
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        return Set(files.filter { $0.hasPrefix("test_") && $0.hasSuffix(".py") }.map { String($0.dropLast(3)) })
    }

    static func run(_ module: String) throws -> Run {
        let process = Process()
        process.executableURL = URL(filePath: interpreter)
        process.arguments = ["-W", "error::DeprecationWarning", "run.py", module]
        process.currentDirectoryURL = folder
        let server = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: "alb-admission").path
        process.environment = ProcessInfo.processInfo.environment.merging([
            "ALB_ADMISSION_BINARY": server, "PYTHONDONTWRITEBYTECODE": "1",
        ]) { $1 }
        let (held, output) = (Pipe(), Pipe())
        process.standardInput = held
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        for line in text.split(separator: "\n") where line.contains("... skipped") { say("SKIPPED: \(line)") }
        withExtendedLifetime(held) {}
        return Run(code: process.terminationStatus, output: text)
    }

    private static func say(_ line: String) {
        FileHandle.standardError.write(Data("\(line)\n".utf8))
    }
}
