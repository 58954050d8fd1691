import Admission
import Kubernetes

/// The ways in which one command prints what it found, by the names that `-o` takes.
package protocol OutputFormat: RawRepresentable<String>, CaseIterable, Hashable, Sendable {}

extension OutputFormat {
    package var name: String { rawValue }
}

package struct OutputProblem: Error, Hashable {
    /// Behind the name of the flag, such as `must be one of text, json, is "yaml"`.
    package var text: String
}

/// A format and where it goes, on the command line `FORMAT` or `FORMAT=FILE`.
package struct FormatOutput<Format: OutputFormat>: Hashable, Sendable {
    package var format: Format
    /// Nil for standard output.
    package var file: String?

    package init(_ format: Format, file: String? = nil) {
        self.format = format
        self.file = file
    }

    package init(parsing text: String) throws(OutputProblem) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let names = Format.allCases.map(\.name)
        guard let format = Format(rawValue: parts[0]) else {
            let hint = Suggestion.nearest(to: parts[0], in: names).map { "; did you mean \($0)?" } ?? ""
            throw OutputProblem(
                text: "must be one of \(names.joined(separator: ", ")), or FORMAT=FILE, is \"\(text.clipped)\"\(hint)"
            )
        }
        if parts.count == 2, parts[1].isEmpty {
            throw OutputProblem(text: "\(format.name)= needs a file name behind it")
        }
        self.init(format, file: parts.count == 2 && parts[1] != "-" ? parts[1] : nil)
    }

    /// Several at once: one for standard output at most, and each file once.
    package static func list(parsing texts: [String]) throws(OutputProblem) -> [FormatOutput] {
        var outputs: [FormatOutput] = []
        var files: Set<String?> = []
        for text in texts {
            let output = try FormatOutput(parsing: text)
            guard files.insert(output.file).inserted else {
                let other = outputs.first { $0.file == output.file }?.format.name ?? ""
                let place = output.file.map { "the file \"\($0.clipped)\"" } ?? "standard output"
                throw OutputProblem(
                    text: "sends \(other) and \(output.format.name) to \(place); give one a file, FORMAT=FILE"
                )
            }
            outputs.append(output)
        }
        return outputs
    }
}

package typealias CheckOutput = FormatOutput<CheckFormat>
