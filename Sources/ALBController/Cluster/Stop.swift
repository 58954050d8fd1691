package import JSON
package import Kubernetes

/// Says which rule an object breaks so that the controller builds nothing for its ALB any more, whatever else is there.
///
/// Called once for each Ingress and AlbConfig that is added, with its stored text. Snapshots that have the same judge, by
/// identity, know stops of the same rules.
package final class StopJudge: Sendable {
    private let judge: @Sendable (ObjectKind, JSONDocument, JSONNode) -> Stop?

    package init(_ judge: @escaping @Sendable (ObjectKind, JSONDocument, JSONNode) -> Stop?) {
        self.judge = judge
    }

    func callAsFunction(_ kind: ObjectKind, _ document: JSONDocument, _ node: JSONNode) -> Stop? {
        judge(kind, document, node)
    }
}

package struct Stop: Hashable, Sendable {
    /// The identifier of the rule.
    package var rule: String

    package init(rule: String) {
        self.rule = rule
    }
}
