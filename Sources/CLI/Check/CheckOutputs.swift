import Check
import Glibc
import Manifests

/// Where a report goes: `-o FORMAT[=FILE]`, several at once.
struct CheckOutputs {
    private var outputs: [CheckOutput]

    static let option = Option(
        name: "output",
        short: "o",
        value: "FORMAT[=FILE]",
        help: "text, json, sarif, junit, github or gitlab (default text)",
        isRepeatable: true,
        words: CheckFormat.allCases.map(\.name)
    )

    static let color = Option(
        name: "color",
        value: "auto|always|never",
        help: "colours in text; auto: on a terminal, unless NO_COLOR is set (default auto)",
        choices: ["auto", "always", "never"]
    )

    init(_ options: Options) throws(Options.UsageError) {
        do throws(OutputProblem) {
            let outputs = try CheckOutput.list(parsing: options.all("output"))
            self.outputs = outputs.isEmpty ? [CheckOutput(.text)] : outputs
        } catch {
            throw Options.UsageError(text: "--output \(error.text)")
        }
    }

    /// Whether a format among them shows what a fix changes.
    var showEdits: Bool { outputs.contains { [.json, .sarif].contains($0.format) } }

    /// Something else is printed there.
    mutating func leaveStandardOutput() { outputs.removeAll { $0.file == nil } }

    /// False, with the reason said, when a file could not be written.
    func write(
        _ report: CheckReport,
        _ files: [ManifestFile],
        _ invocation: CheckInvocation,
        isColoured: Bool,
        _ console: Console
    ) -> Bool {
        var isComplete = true
        for output in outputs {
            guard let file = output.file else {
                if let document = output.format.document(report, invocation) {
                    console.out(String(decoding: document, as: UTF8.self))
                } else {
                    TextReport(files, TextStyle(isColoured: isColoured)).write(report, to: console.out)
                }
                continue
            }
            var text = ""
            if output.format == .text { TextReport(files, TextStyle(isColoured: false)).write(report) { text += $0 } }
            let bytes = output.format.document(report, invocation) ?? Array(text.utf8)
            if let reason = OutputFile.write(bytes, to: file) {
                console.problem("\(file): \(reason)")
                isComplete = false
            }
        }
        return isComplete
    }

    /// What a code host calls its checkout is the folder that files are named from; else it is the current one.
    static func invocation(_ console: Console, exitCode: ExitCode, failsOnWarnings: Bool) -> CheckInvocation {
        let current = getcwd(nil, 0)
        defer { free(current) }
        let roots = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"].compactMap(console.environment)
        return CheckInvocation(
            version: Version.program,
            exitCode: exitCode.rawValue,
            failsOnWarnings: failsOnWarnings,
            folder: current.map { String(cString: $0) },
            root: roots.first { $0.hasPrefix("/") }
        )
    }
}
