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
}

extension Rule {
    package static var judgesEveryClass: Bool { false }
}

/// One object under review, as the rules for its kind see it.
package protocol Reviewing {
    associatedtype Object: KubernetesObject
    init(operation: Operation, object: Object, old: Object?, context: ReviewContext)
    var operation: Operation { get }
    /// On DELETE the object that goes away.
    var object: Object { get }
    /// On UPDATE the stored version; nil while that version itself is judged for the ratchet.
    var old: Object? { get }
    var context: ReviewContext { get }
    /// Whether an ALB controller takes the object.
    var isTaken: Bool { get }
    /// An update that counts as a creation: no ALB has served what the object was before.
    var isNewcomer: Bool { get }
}

extension Reviewing {
    package var isTaken: Bool { true }
    package var isNewcomer: Bool { false }
}
