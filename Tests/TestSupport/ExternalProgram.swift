package import Foundation

/// A program of the machine that a test asks.
package struct ExternalProgram: Sendable {
    package struct Run: Sendable {
        package var out: String
        package var err: String
        package var status: Int32
    }

    private let path: String

    /// Nil when it is not installed, which is said on standard error, because a skipped test is easily overlooked.
    package init?(_ name: String) {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        let candidates = name.hasPrefix("/") ? [name] : folders.map { "\($0)/\(name)" }
        guard let found = candidates.first(where: FileManager.default.isExecutableFile(atPath:)) else {
            FileHandle.standardError.write(Data("SKIPPED: \(name) is not installed: bash .ci/setup\n".utf8))
            return nil
        }
        path = found
    }

    /// A program of an environment that `.ci/setup` makes of the packages of `Tests/NAME`.
    package init?(_ name: String, inEnvironment environment: String) {
        let folder = Self.checkout.appending(path: ".build/\(environment)")
        let isComplete = FileManager.default.fileExists(atPath: folder.appending(path: "installed").path)
        self.init(folder.appending(path: isComplete ? "bin/\(name)" : "bin/\(name), or its packages,").path)
    }

    package static let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The built program: it is beside the test bundle.
    package static let albAdmission: String? = {
        let tests = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        let bundle = Bundle.main.bundleURL
        return [tests, bundle, bundle.deletingLastPathComponent()].map { $0.appending(path: "alb-admission").path }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }()

    /// `environment` is added to that of the test.
    package func run(
        _ arguments: [String] = [],
        input: String = "",
        environment: [String: String] = [:],
        in folder: String? = nil
    ) throws -> Run {
        let files = try TemporaryFolder()
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        if let folder { process.currentDirectoryURL = URL(filePath: folder) }
        process.standardInput = FileHandle(forReadingAtPath: try files.write(input, to: "in"))
        process.standardOutput = FileHandle(forWritingAtPath: try files.write("", to: "out"))
        process.standardError = FileHandle(forWritingAtPath: try files.write("", to: "err"))
        try process.run()
        process.waitUntilExit()
        return Run(
            out: String(decoding: try Data(contentsOf: files.url.appending(path: "out")), as: UTF8.self),
            err: String(decoding: try Data(contentsOf: files.url.appending(path: "err")), as: UTF8.self),
            status: process.terminationStatus
        )
    }
}
