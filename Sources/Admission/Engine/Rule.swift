package import ALBController
package import JSON
package import Kubernetes

/// One thing that must hold for an object: a file in the module `Rules`, a line in its catalogue, and fixtures.
///
/// Rules are pure and have no state: the same review always gets the same findings. `Review` is what a rule is given:
/// ``IngressReview``, or ``ObjectReview`` of another kind.
package protocol Rule<Review>: Sendable {
    associatedtype Review: Reviewing
    static var description: RuleDescription { get }
    /// Whether the rule also looks at objects that no ALB controller takes; false for nearly all.
    static var judgesEveryClass: Bool { get }
    static func check(_ review: Review, _ findings: inout FindingCollector)
    /// What of it the API server can judge by itself, in policies; none for most.
    static func policies(_ profile: ControllerProfile) -> [PolicyExpression]
}

extension Rule {
    package static func policies(_ profile: ControllerProfile) -> [PolicyExpression] { [] }
    package static var judgesEveryClass: Bool { false }
}

/// One object under review, as the rules for its kind see it.
package protocol Reviewing {
    associatedtype Object: KubernetesObject
    /// `object` and `old` are nodes of `document`.
    init(_ operation: Operation, _ document: JSONDocument, _ object: JSONNode, old: JSONNode?, _ context: ReviewContext)
    /// The object as if it were created.
    init(creating object: Object, _ context: ReviewContext)
    var operation: Operation { get }
    /// On DELETE the object that goes away.
    var object: Object { get }
    /// On UPDATE the stored version; nil while that version itself is judged for the ratchet.
    var old: Object? { get }
    var context: ReviewContext { get }
    /// The review of the stored version by itself, for the ratchet.
    var stored: Self? { get }
    /// Whether an ALB controller takes the object.
    var isTaken: Bool { get }
    /// An update that counts as a creation: no ALB has served what the object was before.
    var isNewcomer: Bool { get }
}

extension Reviewing {
    package var isTaken: Bool { true }
    package var isNewcomer: Bool { false }
}
