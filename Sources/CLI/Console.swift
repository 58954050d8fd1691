package import Documents
import Glibc
import JSON
import Sockets

/// Where a command reads and writes: results to `out`, everything else to `err`.
package struct Console {
    package var out: (String) -> Void
    package var err: (String) -> Void
    /// All of standard input; nil when it cannot be read.
    package var input: () -> [UInt8]?
    /// Standard input as it comes; nil: ``input`` has it.
    package var inputPieces: ((_ body: (UnsafeRawBufferPointer) -> Void) -> FileSystem.Problem?)?
    package var inputIsTerminal: Bool
    package var outIsTerminal = false
    package var errIsTerminal = false
    package var environment: (String) -> String?
    /// Seconds since 1970.
    package var now: () -> Int
    /// Takes over the signals of ``ProcessSignals/handled``; a console that is not the process's leaves them alone.
    package var onSignal: (@escaping @Sendable (CInt) -> Void) throws -> Void = { _ in }

    package init(
        out: @escaping (String) -> Void,
        err: @escaping (String) -> Void,
        input: @escaping () -> [UInt8]? = { nil },
        inputIsTerminal: Bool = false,
        environment: @escaping (String) -> String? = { _ in nil },
        now: @escaping () -> Int = { Int(time(nil)) }
    ) {
        self.out = out
        self.err = err
        self.input = input
        self.inputIsTerminal = inputIsTerminal
        self.environment = environment
        self.now = now
    }

    package static func process() -> Console {
        var console = Console(
            out: { FileSystem.write($0, to: STDOUT_FILENO) },
            err: { FileSystem.write($0, to: STDERR_FILENO) },
            input: { try? FileSystem.readToEnd(of: STDIN_FILENO).get() },
            inputIsTerminal: isatty(STDIN_FILENO) == 1,
            environment: { name in getenv(name).map { String(cString: $0) } }
        )
        console.inputPieces = { FileSystem.readPieces(of: STDIN_FILENO, named: "standard input", $0) }
        console.outIsTerminal = isatty(STDOUT_FILENO) == 1
        console.errIsTerminal = isatty(STDERR_FILENO) == 1
        console.onSignal = { try ProcessSignals.onArrival($0) }
        return console
    }

    /// One line: names and values in it may come from anybody.
    package func problem(_ text: String) { err("alb-admission: \(PlainText.line(text))\n") }

    /// An input that was found, and can be read piece by piece.
    struct Input {
        /// As the user wrote it; `-` is `<stdin>`.
        var name: String
        fileprivate var source: Source

        fileprivate enum Source {
            case pieces((_ body: (UnsafeRawBufferPointer) -> Void) -> FileSystem.Problem?)
            case bytes([UInt8])
            case path(String)
        }

        func read(_ body: (UnsafeRawBufferPointer) -> Void) -> FileSystem.Problem? {
            switch source {
            case .pieces(let read): return read(body)
            case .path(let path): return FileSystem.readPieces(of: path, body)
            case .bytes(let bytes):
                bytes.withUnsafeBytes(body)
                return nil
            }
        }
    }

    /// Finds each input in turn; false, with the reason said, when there is none or a folder cannot be read.
    func forEachInput(_ operands: [String], _ body: (Input) -> Void) -> Bool {
        var isComplete = true
        for operand in operands {
            if operand == "-", let inputPieces {
                body(Input(name: "<stdin>", source: .pieces(inputPieces)))
                continue
            }
            let isFound = InputFiles([operand], standardInput: input).forEachSource(problem: problem) { source in
                switch source {
                case .read(let file): body(Input(name: file.name, source: .bytes(file.bytes)))
                case .path(let path): body(Input(name: path, source: .path(path)))
                }
            }
            isComplete = isComplete && isFound
        }
        return isComplete
    }
}
