import Admission
import Check
import Documents
import Manifests

/// `check --fix` and `--diff`: carries out what is certain.
struct CheckFixing {
    static let options = [
        Option(name: "fix", help: "makes the fixes that are certain in the files, and reports what is left"),
        Option(name: "diff", help: "prints these fixes as a unified diff instead of the findings"),
    ]

    private let writes: Bool
    private let shows: Bool
    private let isColoured: Bool
    private let console: Console

    /// Nil when nothing is to be fixed.
    init?(_ options: Options, isColoured: Bool, _ console: Console) {
        writes = options.isSet("fix")
        shows = options.isSet("diff")
        guard writes || shows else { return nil }
        self.isColoured = isColoured
        self.console = console
    }

    /// Where findings go for people: standard output is for the diff, or for what standard input has become.
    func isOutputTaken(_ run: CheckRun) -> Bool { shows || run.files.contains { $0.name == Self.standardInput } }

    private static let standardInput = "<stdin>"

    /// Why the flags do not go together: two things would be printed in one place.
    static func conflict(_ options: Options) -> String? {
        guard options.all("output").contains(where: { !$0.contains("=") }) else { return nil }
        if options.isSet("diff") { return "--diff prints to standard output; write -o FORMAT=FILE beside it" }
        let isStandardInput = options.operands.isEmpty || options.operands.contains("-")
        guard options.isSet("fix"), isStandardInput else { return nil }
        return "--fix prints what standard input becomes; write -o FORMAT=FILE beside it"
    }

    /// Fixes, and says what was done; `run` is then that of the fixed files if they are written.
    ///
    /// What a comment or the baseline keeps quiet is left. Returns what could not be written.
    func carryOut(
        _ run: inout CheckRun,
        keeping baseline: Baseline?,
        judge: @escaping ([ManifestFile]) -> CheckRun
    ) -> [CheckProblem] {
        let fixer = Fixer(judge: judge) { run in
            var report = run.report()
            _ = baseline?.apply(to: &report)
            return report.suppressed
        }
        let result = fixer.fix(run)
        var problems: [CheckProblem] = []
        if shows {
            for file in result.files { show(UnifiedDiff.text(name: file.name, file.old, file.changes)) }
        }
        if writes {
            problems = result.files.filter { $0.name != Self.standardInput }.compactMap(write)
            if !shows, let file = result.run.files.first(where: { $0.name == Self.standardInput }) {
                console.out(String(decoding: file.bytes, as: UTF8.self))
            }
        }
        for refused in result.refused {
            let object = "\(refused.object.kind) \(refused.object.path)"
            console.problem(
                "\(refused.file): \(object): [\(refused.id)] not fixed (\(refused.text)): \(refused.reason)"
            )
        }
        let inWords = result.run.judged.reduce(0) { sum, judged in
            sum + judged.verdict.findings.count { $0.fix.edit == nil }
        }
        let files = result.files.count == 1 ? "1 file" : "\(result.files.count) files"
        let fixes = result.applied.count == 1 ? "1 fix" : "\(result.applied.count) fixes"
        var text = "\(fixes) in \(files)" + (writes ? "" : ", not written")
        if !result.refused.isEmpty { text += ", \(result.refused.count) not made" }
        if inWords > 0 { text += ", \(inWords == 1 ? "1 finding" : "\(inWords) findings") to be fixed by hand" }
        console.err(text + "\n")
        if writes { run = result.run }
        return problems
    }

    private func write(_ file: FixedFile) -> CheckProblem? {
        FileReplacement.write(file.new, to: file.name, insteadOf: file.old)
            .map { CheckProblem(file: $0.path, position: nil, text: $0.text) }
    }

    private func show(_ diff: String) {
        guard isColoured else { return console.out(diff) }
        var text = ""
        for line in diff.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            let colour =
                switch line.first {
                case _ where line.hasPrefix("--- ") || line.hasPrefix("+++ "): "1"
                case "-": "31"
                case "+": "32"
                case "@": "36"
                default: ""
                }
            text += colour.isEmpty ? "\(line)\n" : "\u{1B}[\(colour)m\(line)\u{1B}[m\n"
        }
        console.out(text)
    }
}

extension CheckedObjectName {
    fileprivate var path: String { namespace.isEmpty ? name : "\(namespace)/\(name)" }
}
