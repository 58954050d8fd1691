package import Kubernetes

/// Everything that is said about a rule, once: configuration, messages, metrics, `rules` and the README read it here.
package struct RuleDescription: Sendable {
    /// Such as `ALB301`.
    package var id: String
    /// Such as `listener-missing`; the file is named after it.
    package var name: String
    /// One sentence about what must hold.
    package var summary: String
    package var severity: SeverityTable
    package var kinds: [ObjectKind]
    package var operations: [Operation]
    /// Kinds that must be known for the rule to say anything; see ``ClusterSnapshot/knows(_:)``.
    package var needs: [ObjectKind]
    /// What the controller does with such an object, for `rules ID`.
    package var effect: String
    /// A value that the rule objects to, as a user would write it.
    package var example: String
    package var fix: String
    /// Public places where the fact can be read: a vendor page, a file of an open controller.
    package var sources: [String]

    package init(
        id: String,
        name: String,
        summary: String,
        severity: SeverityTable,
        kinds: [ObjectKind],
        operations: [Operation] = [.create, .update],
        needs: [ObjectKind] = [],
        effect: String,
        example: String,
        fix: String,
        sources: [String]
    ) {
        self.id = id
        self.name = name
        self.summary = summary
        self.severity = severity
        self.kinds = kinds
        self.operations = operations
        self.needs = needs
        self.effect = effect
        self.example = example
        self.fix = fix
        self.sources = sources
    }
}
