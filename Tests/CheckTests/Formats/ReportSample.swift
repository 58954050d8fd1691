import ALBController
import Admission
import Check
import JSON
import Kubernetes
import Rules
import TestSupport

/// Reports that say what a test wants, and reports by chance, with names and values that somebody chose to do harm.
enum ReportSample {
    static let invocation = CheckInvocation(version: "1.2.3", exitCode: 1)

    static let web = CheckedObjectName(
        apiVersion: "networking.k8s.io/v1",
        kind: "Ingress",
        namespace: "shop",
        name: "web"
    )

    static func rule(_ id: String) -> RuleDescription {
        RuleCatalog.standard.rule(id) ?? RuleCatalog.standard.descriptions[0]
    }

    static func finding(
        _ id: String = "ALB301",
        _ severity: Severity = .deny,
        object: CheckedObjectName = web,
        place: Place = Place(FieldPath("spec", "rules").index(0, identity: "a.example.com").key("host")),
        problem: String = "no listener",
        effect: String = "nothing is served",
        fix: Fix = "add one",
        value: String = "HTTP:80",
        file: String = "a.yaml",
        at start: JSONPosition = JSONPosition(line: 3, column: 5),
        to end: JSONPosition? = nil,
        edits: [SourceEdit] = []
    ) -> CheckFinding {
        let finding = Finding(
            rule: rule(id),
            severity: severity,
            place: place,
            problem: problem,
            effect: effect,
            fix: fix,
            value: value
        )
        let end = end ?? JSONPosition(line: start.line, column: start.column + 4)
        let location = SourceLocation(file: file, start: start, end: end)
        return CheckFinding(finding: finding, object: object, location: location, edits: edits)
    }

    /// With the summary that belongs to it.
    static func report(
        _ findings: [CheckFinding],
        suppressed: [SuppressedFinding] = [],
        problems: [CheckProblem] = [],
        files: [String]? = nil
    ) -> CheckReport {
        var report = CheckReport()
        report.findings = findings
        report.suppressed = suppressed
        report.problems = problems
        var seen: Set<String> = []
        report.files = files ?? findings.map(\.location.file).filter { seen.insert($0).inserted }
        report.summary.files = report.files.count
        report.summary.objects = Set(findings.map(\.object)).count
        report.summary.denials = findings.count { $0.finding.severity == .deny }
        report.summary.warnings = findings.count { $0.finding.severity == .warn }
        report.summary.known = suppressed.count { $0.by == .baseline }
        report.summary.ignored = suppressed.count - report.summary.known
        return report
    }

    private static let hostile = [
        "", "a.yaml", "./b c.yaml", "/abs/c.yaml", "../up.yaml", "<stdin>", "dir/ü%41.yaml", "a:b,c.yaml",
        "line\nbreak.yaml",
        "\u{1B}[31mred", "nul\0", "]]>&<\"'", "\u{202E}turned", "\u{FFFE}\u{FFFF}", "e\u{301}🛒", "::error::x", "%0A",
        "```\n# x", "\u{7F}\u{85}\u{2028}", "tab\tand\r",
    ]

    static func random(_ random: inout SeededGenerator) -> CheckReport {
        var report = report(
            (0..<Int.random(in: 0...12, using: &random)).map { _ in finding(&random) },
            suppressed: (0..<Int.random(in: 0...4, using: &random)).map { _ in
                let by = random.chance(50) ? .baseline : Suppression.comment(line: 4, reason: random.pick(hostile))
                return SuppressedFinding(finding(&random), by: by)
            },
            problems: (0..<Int.random(in: 0...3, using: &random)).map { _ in
                CheckProblem(
                    file: name(&random),
                    position: random.chance(50) ? JSONPosition(line: 2, column: 7) : nil,
                    text: "unreadable " + random.pick(hostile),
                    isFatal: random.chance(60)
                )
            }
        )
        if let finding = report.findings.first, random.chance(50) {
            let text = "note " + random.pick(hostile)
            report.notes = [CheckNote(object: finding.object, location: finding.location, text: text)]
        }
        if random.chance(50) { report.files.append("clean.yaml") }
        return report
    }

    private static func finding(_ random: inout SeededGenerator) -> CheckFinding {
        let object = CheckedObjectName(
            apiVersion: random.chance(80) ? "networking.k8s.io/v1" : "v1",
            kind: random.chance(80) ? "Ingress" : random.pick(hostile),
            namespace: random.pick(hostile),
            name: name(&random)
        )
        let field = FieldPath("metadata", "annotations").key(random.pick(hostile)).index(
            Int.random(in: 0...3, using: &random)
        )
        let inner = random.chance(30) ? JSONPointer(["0", random.pick(hostile)]) : nil
        let start = JSONPosition(
            line: Int.random(in: 1...9, using: &random),
            column: Int.random(in: 1...9, using: &random)
        )
        let end = JSONPosition(line: start.line + Int.random(in: 0...2, using: &random), column: start.column + 3)
        let edit = SourceEdit(range: 5..<9, start: start, end: end, text: random.pick(hostile))
        return finding(
            random.pick(RuleCatalog.standard.descriptions).id,
            random.chance(50) ? .deny : .warn,
            object: object,
            place: random.chance(10) ? Place(.root) : Place(field, inside: inner),
            problem: "the value \"\(random.pick(hostile))\" is wrong",
            effect: random.pick(hostile),
            fix: random.chance(30) ? .none : Fix("write \(random.pick(hostile))"),
            value: random.pick(hostile),
            file: name(&random),
            at: start,
            to: end,
            edits: random.chance(30) ? [edit] : []
        )
    }

    private static func name(_ random: inout SeededGenerator) -> String {
        let name = random.pick(hostile)
        return name.isEmpty ? "a.yaml" : name
    }
}
