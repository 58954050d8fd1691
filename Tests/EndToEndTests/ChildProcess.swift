import Foundation
import Synchronization
import TestSupport

/// A program that runs beside the tests and never outlives them.
final class ChildProcess: Sendable {
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    private let process: Mutex<Process>
    private let ended = DispatchSemaphore(value: 0)
    private let name: String
    /// Where its standard error goes.
    let errorPath: String

    init(
        _ program: String,
        _ arguments: [String],
        environment: [String: String] = [:],
        out: String? = nil,
        err: String
    ) throws {
        name = URL(filePath: program).lastPathComponent
        errorPath = err
        let process = Process()
        // The kernel kills it when the thread that started it is gone, and that thread lives as long as the tests.
        process.executableURL = URL(filePath: "/usr/bin/setpriv")
        process.arguments = ["--pdeathsig", "KILL", "--", program] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        // A file is made by renaming, so that a device of that name would be replaced.
        for path in [out, err].compactMap(\.self) { _ = FileManager.default.createFile(atPath: path, contents: nil) }
        process.standardOutput = out.flatMap { FileHandle(forWritingAtPath: $0) } ?? .nullDevice
        process.standardError = FileHandle(forWritingAtPath: err)
        let ended = ended
        process.terminationHandler = { _ in ended.signal() }
        try Launcher.shared.launch(process)
        self.process = Mutex(process)
    }

    var isRunning: Bool { process.withLock { $0.isRunning } }

    func send(_ signal: Int32) {
        process.withLock { process in
            if process.isRunning { kill(process.processIdentifier, signal) }
        }
    }

    /// The exit code, or the negative number of the signal that ended it.
    @discardableResult
    func wait(seconds: Int = 60) throws -> Int32 {
        guard ended.wait(timeout: .now() + .seconds(seconds)) == .success else {
            send(SIGKILL)
            throw Failure(description: "\(name) has not ended within \(seconds) s")
        }
        ended.signal()
        return process.withLock { process in
            process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
        }
    }

    func stop() {
        send(SIGKILL)
        _ = try? wait()
    }
}

/// The thread that starts programs and never ends.
private final class Launcher: Sendable {
    static let shared = Launcher()

    private let waiting = Mutex<[@Sendable () -> Void]>([])
    private let arrived = DispatchSemaphore(value: 0)

    private init() {
        Thread.detachNewThread { [self] in
            while true {
                arrived.wait()
                waiting.withLock { $0.isEmpty ? nil : $0.removeFirst() }?()
            }
        }
    }

    func launch(_ process: Process) throws {
        let job = Job(process)
        let done = DispatchSemaphore(value: 0)
        waiting.withLock { waiting in
            waiting.append {
                job.run()
                done.signal()
            }
        }
        arrived.signal()
        done.wait()
        if let error = job.error { throw error }
    }

    /// SAFETY: used by the launcher's thread only, until `done` hands it back.
    private final class Job: @unchecked Sendable {
        private let process: Process
        private(set) var error: (any Error)?

        init(_ process: Process) {
            self.process = process
        }

        func run() {
            do { try process.run() } catch { self.error = error }
        }
    }
}
