import Admission
import JSON
import Manifests

extension CheckRun {
    /// All findings with their places; `problems` are those of reading the input.
    ///
    /// With `withEdits` each finding also has the changes of the file that carry out its fix.
    package func report(_ problems: [CheckProblem] = [], withEdits: Bool = false) -> CheckReport {
        var report = CheckReport()
        report.files = files.map(\.name)
        report.problems = problems
        report.summary.files = files.count
        report.summary.objects = judged.count
        report.summary.notJudged = objects.count - judged.count + judged.filter { $0.notJudged != nil }.count
        let places = ParallelMap.map(judged.count) { index in
            let locator = FindingLocator(files: files)
            return judged[index].verdict.findings.map { locator.locate($0, of: judged[index].object) }
        }
        var index = 0
        while index < judged.count {
            let first = judged[index].object
            let end = judged[index...].firstIndex {
                $0.object.file != first.file || $0.object.document != first.document
            }
            let range = index..<(end ?? judged.count)
            add(range, places, withEdits, to: &report)
            index = range.upperBound
        }
        for judged in judged {
            report.summary.omitted += judged.verdict.omitted.reduce(0) { $0 + $1.denials + $1.warnings }
            report.summary.omittedDenials += judged.verdict.omittedDenials
            guard let mutation = judged.verdict.mutation else { continue }
            if !mutation.patch.operations.isEmpty { report.summary.defaulted += 1 }
            guard !mutation.notes.isEmpty else { continue }
            let location = FindingLocator(files: files).location(of: judged.object)
            report.notes += mutation.notes.map {
                CheckNote(object: judged.object.displayName, location: location, text: $0)
            }
        }
        return report
    }

    /// The findings of the objects of one document.
    private func add(_ range: Range<Int>, _ places: [[FindingPlace]], _ withEdits: Bool, to report: inout CheckReport) {
        let first = judged[range.lowerBound].object
        let file = files[first.file]
        let document = file.documents[first.document]
        var comments = IgnoreComments(document, file, reviewer.catalog)
        var found: [(place: FindingPlace, finding: CheckFinding)] = []
        for index in range {
            let object = judged[index].object
            let name = object.displayName
            var objectLine: Int?
            for (finding, place) in zip(judged[index].verdict.findings, places[index]) {
                let edits = withEdits ? sourceEdits(of: finding, of: object) : nil
                let located = CheckFinding(
                    finding: finding,
                    object: name,
                    location: place.location,
                    edits: edits ?? []
                )
                guard !comments.isEmpty else {
                    found.append((place, located))
                    continue
                }
                let start = document.range(of: object.node).lowerBound
                let line = objectLine ?? file.lines.position(of: start, in: file.bytes).line
                objectLine = line
                if let suppression = comments.suppression(of: finding, at: place, objectLine: line) {
                    report.suppressed.append(SuppressedFinding(located, by: suppression))
                    report.summary.ignored += 1
                } else {
                    found.append((place, located))
                }
            }
        }
        comments.finish()
        report.problems += comments.problems
        found.sort { ($0.place.offset, $0.finding.finding.rule.id) < ($1.place.offset, $1.finding.finding.rule.id) }
        for (_, finding) in found {
            if finding.finding.severity == .deny { report.summary.denials += 1 } else { report.summary.warnings += 1 }
            report.findings.append(finding)
        }
    }
}
