import Admission
import JSON

/// The cases of a report, file by file.
struct JUnitSuites {
    private(set) var suites: [JUnitSuite] = []
    private var indexes: [String: Int] = [:]
    private let invocation: CheckInvocation

    init(_ report: CheckReport, _ invocation: CheckInvocation) {
        self.invocation = invocation
        let stored = Set(
            (report.findings + report.suppressed.map(\.finding)).lazy.map(\.location).filter { !$0.isInFile }
                .map(\.file)
        )
        for file in report.files { _ = index(of: file, isFile: !stored.contains(file)) }
        for problem in report.problems {
            let place = problem.position.map { ":\($0.line):\($0.column)" } ?? ""
            let index = index(of: problem.file, isFile: problem.isAboutFile)
            suites[index].add(problem, "\(suites[index].file)\(place): \(problem.line)")
        }
        for found in report.findings {
            let line = Self.line(found, invocation)
            suites[index(of: found.location)].add(found, line, failsOnWarnings: invocation.failsOnWarnings)
        }
        for suppressed in report.suppressed {
            let line = Self.line(suppressed.finding, invocation)
            suites[index(of: suppressed.finding.location)].add(suppressed, line)
        }
        // A report without a case is no pass to many readers.
        if suites.isEmpty, report.summary.objects > 0 { suites = [JUnitSuite(file: "cluster")] }
        for index in suites.indices { suites[index].close() }
    }

    private mutating func index(of location: SourceLocation) -> Int {
        index(of: location.file, isFile: location.isInFile)
    }

    private mutating func index(of file: String, isFile: Bool) -> Int {
        if let index = indexes[file] { return index }
        indexes[file] = suites.count
        let path = isFile ? ReportPath(file, invocation) : ReportPath(stored: file)
        suites.append(JUnitSuite(file: path.text))
        return suites.count - 1
    }

    private static func line(_ found: CheckFinding, _ invocation: CheckInvocation) -> String {
        var location = found.location
        location.file = ReportPath(location, invocation).text
        let place = location.text
        return "\(place): \(found.finding.severity.rawValue): [\(found.finding.rule.id)] \(found.explanation)"
    }
}

struct JUnitSuite {
    let file: String
    private(set) var cases: [JUnitCase] = []
    /// About the file, and no reason to fail.
    private(set) var remarks: [String] = []
    private var indexes: [Key: Int] = [:]

    private enum Key: Hashable {
        case file
        case object(CheckedObjectName)
        case suppressed(CheckedObjectName)
    }

    init(file: String) {
        self.file = file
    }

    mutating func add(_ problem: CheckProblem, _ line: String) {
        guard problem.isFatal || !problem.isAboutFile else { return remarks.append(line) }
        let index = index(of: .file, JUnitCase(name: "can be checked", className: file))
        // A kind of a cluster that others do without is skipped.
        cases[index].add(line, headline: problem.line, problem.isFatal ? .error : .skipped)
    }

    mutating func add(_ found: CheckFinding, _ line: String, failsOnWarnings: Bool) {
        let object = found.object
        let index = index(of: .object(object), JUnitCase(name: object.caseName, className: object.className))
        let isDenial = found.finding.severity == .deny
        if isDenial || failsOnWarnings {
            let headline = "\(found.finding.rule.title): \(found.explanation)"
            cases[index].add(line, headline: headline, .failed(isDenial ? "denial" : "warning"))
        } else {
            cases[index].output.append(line)
        }
    }

    mutating func add(_ suppressed: SuppressedFinding, _ line: String) {
        let object = suppressed.finding.object
        let index = index(
            of: .suppressed(object),
            JUnitCase(name: "\(object.caseName) (suppressed)", className: object.className)
        )
        let id = suppressed.finding.finding.rule.id
        switch suppressed.by {
        case .baseline: cases[index].add(line, headline: "\(id) is in the baseline", .skipped)
        case .comment(let commentLine, let reason):
            let headline = "\(id) is ignored by the comment on line \(commentLine)"
            cases[index].add(line, headline: headline + (reason.isEmpty ? "" : ": \(PlainText.line(reason))"), .skipped)
        }
    }

    /// A file in which nothing was found passes.
    mutating func close() {
        if cases.isEmpty { cases = [JUnitCase(name: "has no findings", className: file)] }
    }

    private mutating func index(of key: Key, _ new: JUnitCase) -> Int {
        if let index = indexes[key] { return index }
        indexes[key] = cases.count
        cases.append(new)
        return cases.count - 1
    }
}

struct JUnitCase {
    enum Outcome: Equatable {
        case passed
        /// With the gravest of the findings: `denial` or `warning`.
        case failed(String)
        case error
        case skipped
    }

    let name: String
    let className: String
    private(set) var outcome = Outcome.passed
    /// The first finding, or the first denial where there is one, and how many more there are.
    var headline: String { lines.count > 1 ? "\(first) (and \(lines.count - 1) more)" : first }
    private(set) var lines: [String] = []
    /// Findings that do not make the case fail.
    var output: [String] = []
    private var first = ""

    init(name: String, className: String) {
        self.name = name
        self.className = className
    }

    mutating func add(_ line: String, headline: String, _ outcome: Outcome) {
        lines.append(line)
        if first.isEmpty || outcome == .failed("denial") && self.outcome != outcome {
            first = headline
            self.outcome = outcome
        }
    }
}

extension CheckedObjectName {
    fileprivate var caseName: String { PlainText.line(namespace.isEmpty ? name : "\(namespace)/\(name)") }
    fileprivate var className: String { PlainText.line("\(kind)@\(apiVersion)") }
}
