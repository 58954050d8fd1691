import Admission
import JSON

/// `-o github`: workflow commands that a GitHub runner turns into annotations, with the escapes of its own toolkit.
enum GitHubReport {
    /// How many annotations of a level a runner shows for one step.
    private static let shown = 10

    static func document(_ report: CheckReport, _ invocation: CheckInvocation) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(256 + 384 * report.findings.count)
        for problem in report.problems {
            let position = problem.position
            let place = Place(
                file: problem.file,
                start: position,
                end: position,
                isFile: problem.isAboutFile
            )
            write(
                problem.isFatal ? "error" : "warning",
                place,
                title: problem.isFatal ? "not checked" : "remark",
                problem.line,
                invocation,
                to: &out
            )
        }
        for found in report.findings {
            let location = found.location
            write(
                found.finding.severity == .deny ? "error" : "warning",
                Place(
                    file: location.file,
                    start: location.isInFile ? location.start : nil,
                    end: location.end,
                    isFile: location.isInFile
                ),
                title: found.finding.rule.title,
                found.fullText,
                invocation,
                to: &out
            )
        }
        let summary = report.summary
        let denials = summary.denials + summary.omittedDenials
        let warnings = summary.warnings + summary.omitted - summary.omittedDenials
        if denials > shown || warnings > shown {
            let counts = "\(Count.of(denials, "denial")) and \(Count.of(warnings, "warning")) in all"
            out += "::notice title=alb-admission::\(counts); GitHub shows the first \(shown) of each\n".utf8
        }
        return out
    }

    private struct Place {
        var file: String
        var start: JSONPosition?
        var end: JSONPosition?
        /// False for a name in a cluster.
        var isFile: Bool
    }

    private static func write(
        _ level: String,
        _ place: Place,
        title: String,
        _ message: String,
        _ invocation: CheckInvocation,
        to out: inout [UInt8]
    ) {
        let path = place.isFile ? ReportPath(place.file, invocation) : ReportPath(stored: place.file)
        var message = message
        var properties: [(String, String)] = []
        if path.isStandardInput || !place.isFile {
            // No file of the repository: an annotation with a place in it would point nowhere.
            let position = place.start.map { ":\($0.line):\($0.column)" } ?? ""
            message = "\(path.text)\(position): \(message)"
        } else {
            properties.append(("file", path.text))
            if let start = place.start, let end = place.end {
                properties.append(("line", String(start.line)))
                properties.append(("endLine", String(end.line)))
                // GitHub takes columns only for one line.
                if start.line == end.line {
                    properties.append(("col", String(start.column)))
                    properties.append(("endColumn", String(end.column)))
                }
            }
        }
        properties.append(("title", title))
        out.append(contentsOf: "::\(level) ".utf8)
        for (index, property) in properties.enumerated() {
            out.append(contentsOf: "\(index == 0 ? "" : ",")\(property.0)=".utf8)
            escape(property.1, inProperty: true, to: &out)
        }
        out.append(contentsOf: "::".utf8)
        escape(message, inProperty: false, to: &out)
        out.append(UInt8(ascii: "\n"))
    }

    private static func escape(_ text: String, inProperty: Bool, to out: inout [UInt8]) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "%"): out.append(contentsOf: "%25".utf8)
            case UInt8(ascii: "\r"): out.append(contentsOf: "%0D".utf8)
            case UInt8(ascii: "\n"): out.append(contentsOf: "%0A".utf8)
            case UInt8(ascii: ":") where inProperty: out.append(contentsOf: "%3A".utf8)
            case UInt8(ascii: ",") where inProperty: out.append(contentsOf: "%2C".utf8)
            default: out.append(byte)
            }
        }
    }
}
