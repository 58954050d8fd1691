/// How a report is printed.
package enum CheckFormat: String, OutputFormat {
    /// For people; it shows the lines of the files, so it is not among the documents of ``document(_:_:)``.
    case text
    case json
    case sarif
    case junit
    case github
    case gitlab
}

/// What a report says about the run that made it, beyond what was found.
package struct CheckInvocation: Hashable, Sendable {
    /// Of the program.
    package var version: String
    package var exitCode: Int32
    /// Whether a warning alone fails the check.
    package var failsOnWarnings: Bool
    /// The absolute path that names of files are relative to; nil where it is not known.
    package var folder: String?
    /// The absolute path that a report names files from; nil: that of ``folder``.
    package var root: String?

    package init(
        version: String,
        exitCode: Int32,
        failsOnWarnings: Bool = false,
        folder: String? = nil,
        root: String? = nil
    ) {
        self.version = version
        self.exitCode = exitCode
        self.failsOnWarnings = failsOnWarnings
        self.folder = folder
        self.root = root
    }
}

extension CheckFormat {
    /// The report as UTF-8 that ends with a line feed; nil for ``text``.
    package func document(_ report: CheckReport, _ invocation: CheckInvocation) -> [UInt8]? {
        switch self {
        case .text: nil
        case .json: JSONReport.document(report)
        case .sarif: SARIFReport.document(report, invocation)
        case .junit: JUnitReport.document(report, invocation)
        case .github: GitHubReport.document(report, invocation)
        case .gitlab: GitLabReport.document(report, invocation)
        }
    }
}
