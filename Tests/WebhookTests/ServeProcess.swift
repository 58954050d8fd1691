import Foundation
import Sockets
import TestSupport
import Testing

/// The built program, running as `serve`.
final class ServeProcess {
    let process = Process()
    private let folder: TemporaryFolder

    /// `shell` comes before the program, such as `ulimit -n 16; `.
    init(_ arguments: [String], shell: String = "") throws {
        folder = try TemporaryFolder()
        let log = try folder.write("", to: "err")
        let tests = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        let folders = [tests, Bundle.main.bundleURL, Bundle.main.bundleURL.deletingLastPathComponent()]
        let program = try #require(
            folders.map { $0.appending(path: "alb-admission").path }.first(where: FileManager.default.isExecutableFile)
        )
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments =
            ["-c", shell + "exec \"$@\"", "sh", program, "serve", "--bind-address", "127.0.0.1:0"] + arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle(forWritingAtPath: log)
        try process.run()
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    var log: String { (try? String(contentsOfFile: folder.path("err"), encoding: .utf8)) ?? "" }

    func logs(_ text: String) -> Bool {
        waitUntil(seconds: 20) { log.contains(text) }
    }

    func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    /// The exit code, or the negative number of the signal; nil if it does not end.
    func end(seconds: UInt64 = 20) -> Int32? {
        guard waitUntil(seconds: seconds, { !process.isRunning }) else { return nil }
        return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    }
}
