package import JSON
package import Kubernetes

/// Says which rule an object breaks so that the controller builds nothing for its ALB any more, whatever else is there.
///
/// Called once for each Ingress and AlbConfig that is added, with its stored text.
package typealias StopJudge = @Sendable (ObjectKind, JSONDocument, JSONNode) -> Stop?

package struct Stop: Hashable, Sendable {
    /// The identifier of the rule.
    package var rule: String

    package init(rule: String) {
        self.rule = rule
    }
}
