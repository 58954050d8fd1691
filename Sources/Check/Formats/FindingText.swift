import Admission
import JSON

/// What the formats say about a finding: each leaves out what it has a place of its own for.
extension CheckFinding {
    /// What is wrong and what comes of it, without field and fix.
    var statement: String {
        let finding = finding
        return PlainText.line(finding.effect.isEmpty ? finding.problem : "\(finding.problem); \(finding.effect)")
    }

    /// With field and fix.
    var explanation: String {
        let field = finding.place.description
        let fix = finding.fix.isEmpty ? "" : " Fix: \(finding.fix.text)."
        return PlainText.line((field.isEmpty ? "" : "\(field): ") + statement + "." + fix)
    }

    /// With the object in front.
    var fullText: String { "\(object.title): \(explanation)" }
}

extension CheckedObjectName {
    /// Such as `Ingress shop/web`.
    var title: String { PlainText.line(namespace.isEmpty ? "\(kind) \(name)" : "\(kind) \(namespace)/\(name)") }
}

extension RuleDescription {
    /// Such as `ALB301 listener-missing`.
    var title: String { "\(id) \(name)" }
}

extension CheckProblem {
    var line: String { PlainText.line(text) }
}
