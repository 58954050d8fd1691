package import Admission
import Kubernetes

/// Findings that somebody has seen and lives with: only what is not among them is reported.
package struct Baseline: Hashable, Sendable {
    package struct Entry: Hashable, Sendable {
        package var rule: String
        /// How grave it was; a graver finding is a new one.
        package var severity: Severity
        /// Object and field are for people who read the file: what is compared is the fingerprint.
        package var object: String
        package var field: String
        package var fingerprint: FindingFingerprint
    }

    /// By object, rule, field and fingerprint.
    package let entries: [Entry]

    init(_ entries: [Entry]) {
        self.entries = entries.map { ($0.order, $0) }.sorted { $0.0.lexicographicallyPrecedes($1.0) }.map(\.1)
    }

    /// Of what a report shows and what an earlier baseline kept quiet; what comments ignore needs no entry.
    package init(of report: CheckReport) {
        let fingerprints = FindingFingerprints(report)
        let shown = zip(report.findings, fingerprints.findings).map { ($0, $1) }
        let known = zip(report.suppressed, fingerprints.suppressed).filter { $0.0.by == .baseline }
        self.init((shown + known.map { ($0.finding, $1) }).map(Entry.init))
    }

    /// Moves what is known to ``CheckReport/suppressed``.
    ///
    /// Returns how many entries match nothing any more.
    package func apply(to report: inout CheckReport) -> Int {
        let fingerprints = FindingFingerprints(report)
        var gravest: [FindingFingerprint: Severity] = [:]
        for entry in entries { gravest[entry.fingerprint] = max(entry.severity, gravest[entry.fingerprint] ?? .off) }

        var found: [FindingFingerprint: Severity] = [:]
        for (suppressed, fingerprint) in zip(report.suppressed, fingerprints.suppressed) {
            found[fingerprint] = suppressed.finding.finding.severity
        }
        var new: [CheckFinding] = []
        for (finding, fingerprint) in zip(report.findings, fingerprints.findings) {
            let severity = finding.finding.severity
            found[fingerprint] = severity
            guard severity <= gravest[fingerprint] ?? .off else {
                new.append(finding)
                continue
            }
            report.suppressed.append(SuppressedFinding(finding, by: .baseline))
            report.summary.known += 1
            if severity == .deny { report.summary.denials -= 1 } else { report.summary.warnings -= 1 }
        }
        report.findings = new
        return entries.count { entry in !(found[entry.fingerprint].map { $0 <= entry.severity } ?? false) }
    }
}

extension Baseline.Entry {
    init(_ found: CheckFinding, _ fingerprint: FindingFingerprint) {
        self.init(
            rule: found.finding.rule.id,
            severity: found.finding.severity,
            object: found.object.title,
            field: found.finding.place.identity.clipped(to: 200),
            fingerprint: fingerprint
        )
    }

    fileprivate var order: [String] { [object, rule, field, fingerprint.description, severity.rawValue] }
}
