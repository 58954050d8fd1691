import ALBController
import Admission

/// What was found in the objects of one namespace.
package struct NamespaceSummary: Hashable, Sendable {
    /// Empty for the cluster-scoped objects.
    package var namespace: String
    /// Objects of kinds that matter here.
    package var objects = 0
    /// With those that are not listed, without those that are kept quiet.
    package var denials = 0
    package var warnings = 0

    package init(_ namespace: String) {
        self.namespace = namespace
    }
}

extension CheckReport {
    /// Counts by namespace what the report of this run shows now.
    package mutating func countNamespaces(of run: CheckRun) {
        var counts: [String: NamespaceSummary] = [:]
        for judged in run.judged {
            let omitted = judged.verdict.omitted
            counts.update(judged.object.name.namespace) { count in
                count.objects += 1
                count.denials += judged.verdict.omittedDenials
                count.warnings += omitted.reduce(0) { $0 + $1.warnings }
            }
        }
        for found in findings {
            counts.update(found.object.namespace) { count in
                if found.finding.severity == .deny { count.denials += 1 } else { count.warnings += 1 }
            }
        }
        summary.namespaces = counts.values.sorted { $0.namespace < $1.namespace }
    }
}

extension [String: NamespaceSummary] {
    fileprivate mutating func update(_ namespace: String, _ body: (inout NamespaceSummary) -> Void) {
        body(&self[namespace, default: NamespaceSummary(namespace)])
    }
}
