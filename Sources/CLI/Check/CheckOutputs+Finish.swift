import Check
import JSON
import Manifests

/// The end of a command that makes a report.
extension CheckOutputs {
    /// With `isRead`, all of the input could be judged, and there was some.
    static func exitCode(_ report: CheckReport, isRead: Bool, _ options: Options) -> ExitCode {
        if !isRead { return .unreadable }
        if report.summary.denials + report.summary.omittedDenials > 0 { return .denied }
        return options.isSet("fail-on-warn") && report.summary.warnings + report.summary.omitted > 0 ? .warned : .clean
    }

    /// Writes the report, then problems and counts to standard error; the code is another if it cannot be written.
    func finish(
        _ report: CheckReport,
        _ files: [ManifestFile],
        _ code: ExitCode,
        _ options: Options,
        _ console: Console
    ) -> ExitCode {
        let invocation = Self.invocation(console, exitCode: code, failsOnWarnings: options.isSet("fail-on-warn"))
        let isColoured = Self.isColoured(options, console)
        let isWritten = write(report, files, invocation, isColoured: isColoured, console)
        for problem in report.problems { console.problem(problem.line) }
        console.err(report.summary.text + "\n")
        return isWritten ? code : .unreadable
    }

    /// As https://no-color.org says: any value that is not empty switches colours off.
    static func isColoured(_ options: Options, _ console: Console) -> Bool {
        switch options.value("color") {
        case "always": true
        case "never": false
        default: console.outIsTerminal && (console.environment("NO_COLOR") ?? "").isEmpty
        }
    }
}

extension CheckProblem {
    /// With its place in front.
    var line: String {
        let place = position.map { ":\($0.line):\($0.column)" } ?? ""
        return "\(file)\(place): \(text)"
    }
}
