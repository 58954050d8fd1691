import Admission
import Kubernetes

/// How a report is printed.
package enum CheckFormat: String, CaseIterable, Hashable, Sendable {
    /// For people; it shows the lines of the files, so it is not among the documents of ``document(_:_:)``.
    case text
    case json
    case sarif
    case junit
    case github
    case gitlab

    package var name: String { rawValue }
}

/// A format and where it goes, on the command line `FORMAT` or `FORMAT=FILE`.
package struct CheckOutput: Hashable, Sendable {
    package var format: CheckFormat
    /// Nil for standard output.
    package var file: String?

    package struct Problem: Error, Hashable {
        /// Behind the name of the flag, such as `must be one of text, json, is "yaml"`.
        package var text: String
    }

    package init(_ format: CheckFormat, file: String? = nil) {
        self.format = format
        self.file = file
    }

    package init(parsing text: String) throws(Problem) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let names = CheckFormat.allCases.map(\.name)
        guard let format = CheckFormat(rawValue: parts[0]) else {
            let hint = Suggestion.nearest(to: parts[0], in: names).map { "; did you mean \($0)?" } ?? ""
            throw Problem(
                text: "must be one of \(names.joined(separator: ", ")), or FORMAT=FILE, is \"\(text.clipped)\"\(hint)"
            )
        }
        if parts.count == 2, parts[1].isEmpty { throw Problem(text: "\(format.name)= needs a file name behind it") }
        self.init(format, file: parts.count == 2 && parts[1] != "-" ? parts[1] : nil)
    }

    /// Several at once: one for standard output at most, and each file once.
    package static func list(parsing texts: [String]) throws(Problem) -> [CheckOutput] {
        var outputs: [CheckOutput] = []
        var files: Set<String?> = []
        for text in texts {
            let output = try CheckOutput(parsing: text)
            guard files.insert(output.file).inserted else {
                let other = outputs.first { $0.file == output.file }?.format.name ?? ""
                let place = output.file.map { "the file \"\($0.clipped)\"" } ?? "standard output"
                throw Problem(
                    text: "sends \(other) and \(output.format.name) to \(place); give one a file, FORMAT=FILE"
                )
            }
            outputs.append(output)
        }
        return outputs
    }
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
