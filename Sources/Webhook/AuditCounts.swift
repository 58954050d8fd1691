import ALBController
import Admission
import ClusterContext
import JSON
import Kubernetes

/// What is wrong with all that exists, counted.
struct AuditCounts: Sendable {
    struct Labels: Hashable, Sendable {
        var rule: String
        var severity: Severity
    }

    let profile: ControllerProfile
    private(set) var findings: [Labels: UInt64] = [:]
    /// Objects that were looked at.
    private(set) var objects: UInt64 = 0

    /// Judges each object of the snapshot as it is stored: nothing is filled in, nothing counts as known.
    ///
    /// `now` is in seconds since 1970. Nil when `isStopped` became true, which is asked for each object.
    init?(_ reviewer: Reviewer, now: Int, isStopped: () -> Bool) {
        profile = reviewer.settings.profile
        let snapshot = reviewer.snapshot
        for kind in ObjectKind.allCases where snapshot.knows(kind) {
            let type = GroupVersionKind(apiVersion: kind.apiVersion, kind: kind.rawValue)
            for name in snapshot.names(of: kind) {
                if isStopped() { return nil }
                guard let value = snapshot.value(of: ObjectReference(kind, name)) else { continue }
                let request = AdmissionRequest(.create, kind: type, document: value.document, object: value.node)
                count(reviewer.validate(request, now: now))
            }
        }
    }

    private mutating func count(_ verdict: Verdict) {
        objects += 1
        for finding in verdict.findings { add(1, finding.rule.id, finding.severity) }
        for omitted in verdict.omitted {
            add(omitted.denials, omitted.rule.id, .deny)
            add(omitted.warnings, omitted.rule.id, .warn)
        }
    }

    private mutating func add(_ count: Int, _ rule: String, _ severity: Severity) {
        guard count > 0 else { return }
        findings[Labels(rule: rule, severity: severity), default: 0] += UInt64(count)
    }
}
