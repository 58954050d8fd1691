import Glibc

/// Instructions of one operation, which do not depend on what else the machine does.
///
/// callgrind counts a run of this program that does an operation a number of times and one that does it twice as often;
/// their difference is free of start and inputs. Needs valgrind on the PATH.
enum InstructionCount {
    private static let operations = 64

    /// Nil where nothing can count.
    static func measure(_ benchmark: Benchmark, _ inputs: Inputs) -> Int? {
        let runs = [operations, 2 * operations].map { count(benchmark, times: $0, inputs) }
        guard let once = runs[0], let twice = runs[1], twice > once else { return nil }
        return (twice - once) / operations
    }

    private static func count(_ benchmark: Benchmark, times: Int, _ inputs: Inputs) -> Int? {
        var name = Array("/tmp/instructions-XXXXXX".utf8CString)
        let file = mkstemp(&name)
        guard file >= 0 else { return nil }
        close(file)
        let path = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        defer { unlink(path) }
        let arguments = [
            "valgrind", "--tool=callgrind", "--callgrind-out-file=\(path)", CommandLine.arguments[0],
            inputs.folder, "--times=\(times)", "--name=\(benchmark.name)",
        ]
        guard run(arguments), let text = try? Inputs.read(path) else { return nil }
        return total(String(decoding: text, as: UTF8.self))
    }

    private static func total(_ profile: String) -> Int? {
        let line = profile.split(separator: "\n").last { $0.hasPrefix("totals:") }
        return line.flatMap { Int($0.dropFirst("totals:".count).drop { $0 == " " }) }
    }

    private static func run(_ arguments: [String]) -> Bool {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
        }
        var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        var child = pid_t()
        guard posix_spawnp(&child, "valgrind", &actions, nil, &pointers, environ) == 0 else { return false }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 { guard errno == EINTR else { return false } }
        return status == 0
    }
}
