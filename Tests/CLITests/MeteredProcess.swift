import Foundation
import Glibc

/// What one run of the built program took.
struct MeteredProcess {
    /// Seconds, of user and system together.
    let cpu: Double
    /// The exit code; nil when a signal ended it, as where memory ran out.
    let exit: Int32?

    /// Runs the program beside the test bundle with at most so many MB of data, without output; nil when it cannot be
    /// started.
    ///
    /// The limit is set and not the peak read, for the kernel counts the memory of who starts a process to its peak.
    init?(_ arguments: [String], megabytes: Int) {
        let tests = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        let candidates = [tests, Bundle.main.bundleURL, Bundle.main.bundleURL.deletingLastPathComponent()]
        let paths = candidates.map { $0.appending(path: "alb-admission").path }
        guard let program = paths.first(where: FileManager.default.isExecutableFile) else { return nil }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
        }
        let shell = ["/bin/sh", "-c", "ulimit -d \(megabytes * 1024) && exec \"$@\"", "sh"]
        var words: [UnsafeMutablePointer<CChar>?] = (shell + [program] + arguments).map { strdup($0) }
        defer { words.forEach { free($0) } }
        words.append(nil)
        var process = pid_t()
        guard posix_spawn(&process, "/bin/sh", &actions, nil, words, environ) == 0 else { return nil }
        var status: Int32 = 0
        var usage = rusage()
        while wait4(process, &status, 0, &usage) < 0 { guard errno == EINTR else { return nil } }
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        cpu = seconds(usage.ru_utime) + seconds(usage.ru_stime)
        exit = status & 0x7F == 0 ? (status >> 8) & 0xFF : nil
    }
}
