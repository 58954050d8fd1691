import CLI

/// One run of the program inside the test: what it wrote where, and how it ended.
struct CommandRun: Equatable, CustomStringConvertible {
    var out: String
    var err: String
    var code: ExitCode

    private final class Collected {
        var out = ""
        var err = ""
    }

    /// `folder` is written as `DIR` in the output, since it has another name each time.
    init(
        _ arguments: [String],
        input: [UInt8]? = nil,
        environment: [String: String] = [:],
        folder: TemporaryFolder? = nil,
        onTerminal: Bool = false,
        now: Int? = nil
    ) {
        let collected = Collected()
        var console = Console(
            out: { collected.out += $0 },
            err: { collected.err += $0 },
            input: { input },
            inputIsTerminal: input == nil,
            environment: { environment[$0] }
        )
        console.outIsTerminal = onTerminal
        console.errIsTerminal = onTerminal
        if let now { console.now = { now } }
        code = CommandLineTool.run(arguments, console)
        let path = folder?.path ?? "DIR"
        out = collected.out.replacing(path, with: "DIR")
        err = collected.err.replacing(path, with: "DIR")
    }

    init(out: String = "", err: String = "", _ code: ExitCode) {
        self.out = out
        self.err = err
        self.code = code
    }

    var description: String { "exit \(code.rawValue)\n--- stdout\n\(out)--- stderr\n\(err)" }
}
