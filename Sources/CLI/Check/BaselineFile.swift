import Check
import Documents

/// `--baseline FILE` and `--write-baseline`.
enum BaselineFile {
    static let options = [
        Option(name: "baseline", value: "FILE", help: "report only findings that are not in this file"),
        Option(name: "write-baseline", help: "write all findings to the file of --baseline; none is reported then"),
    ]

    struct Problem: Error {
        var code: ExitCode
        var text: String
    }

    /// Keeps quiet what is known, after writing the file if that is asked for.
    static func use(_ options: Options, on report: inout CheckReport) throws(Problem) {
        guard let path = options.value("baseline") else {
            if options.isSet("write-baseline") {
                throw Problem(code: .usage, text: "--write-baseline needs --baseline FILE")
            }
            return
        }
        let baseline: Baseline
        if options.isSet("write-baseline") {
            guard !report.problems.contains(where: \.isFatal) else {
                let text = "is not written, since a part of the input could not be read"
                report.problems.append(CheckProblem(file: path, position: nil, text: text, isFatal: false))
                return
            }
            baseline = Baseline(of: report)
            if let reason = OutputFile.write(baseline.document, to: path) {
                throw Problem(code: .unreadable, text: "\(path): \(reason)")
            }
        } else {
            baseline = try read(path)
        }
        let over = baseline.apply(to: &report)
        guard over > 0 else { return }
        let text =
            "\(over == 1 ? "1 entry matches" : "\(over) entries match") no finding; --write-baseline writes it anew"
        report.problems.append(CheckProblem(file: path, position: nil, text: text, isFatal: false))
    }

    /// What is known before the run; nil where there is no baseline, or one is written anew.
    static func known(_ options: Options) throws(Problem) -> Baseline? {
        guard let path = options.value("baseline"), !options.isSet("write-baseline") else { return nil }
        return try read(path)
    }

    private static func read(_ path: String) throws(Problem) -> Baseline {
        switch FileSystem.read(path, limit: 1 << 28) {
        case .failure(let problem): throw Problem(code: .unreadable, text: "\(problem)")
        case .success(let bytes):
            do throws(BaselineError) {
                return try Baseline(parsing: bytes)
            } catch {
                throw Problem(code: .unreadable, text: "\(path):\(error)")
            }
        }
    }
}
