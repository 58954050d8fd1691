package import Kubernetes

/// Everything that is said about a rule, once: configuration, messages, metrics, `rules` and the README read it here.
///
/// A class, because it never changes and is handed around in every review.
package final class RuleDescription: Sendable {
    /// Such as `ALB301`.
    package let id: String
    /// Such as `listener-missing`; the file is named after it.
    package let name: String
    /// One sentence about what must hold.
    package let summary: String
    package let severity: SeverityTable
    /// The gravest of the conditions that are graver than the rule; nil when none is.
    package let gravest: SeverityTable?
    package let kinds: [ObjectKind]
    package let operations: [Operation]
    /// Kinds that must be known for the rule to say anything; see ``ClusterSnapshot/knows(_:)``.
    package let needs: [ObjectKind]
    /// Whether the controller updates nothing on the ALB while an object breaks the rule so that it is denied.
    package let stopsALB: Bool
    /// What the controller does with such an object, for `rules ID`.
    package let effect: String
    /// A value that the rule objects to, as a user would write it.
    package let example: String
    package let fix: String
    /// Public places where the fact can be read: a vendor page, a file of an open controller.
    package let sources: [String]

    package init(
        id: String,
        name: String,
        summary: String,
        severity: SeverityTable,
        gravest: SeverityTable? = nil,
        kinds: [ObjectKind],
        operations: [Operation] = [.create, .update],
        needs: [ObjectKind] = [],
        stopsALB: Bool = false,
        effect: String,
        example: String,
        fix: String,
        sources: [String]
    ) {
        self.id = id
        self.name = name
        self.summary = summary
        self.severity = severity
        self.gravest = gravest
        self.kinds = kinds
        self.operations = operations
        self.needs = needs
        self.stopsALB = stopsALB
        self.effect = effect
        self.example = example
        self.fix = fix
        self.sources = sources
    }
}
