package import ALBController
package import Kubernetes

/// One thing that must hold for an object: a file in `Rules/`, a line in ``RuleCatalog``, and fixtures.
///
/// Rules are pure and have no state: the same review always gets the same findings. A rule conforms to one of the
/// protocols below for each kind that it judges.
package protocol Rule: Sendable {
    static var description: RuleDescription { get }
}

package protocol IngressRule: Rule {
    /// Whether the rule also looks at Ingresses that no ALB controller takes; false for nearly all.
    static var judgesEveryClass: Bool { get }
    static func check(_ review: IngressReview, _ report: inout Report)
}

extension IngressRule {
    package static var judgesEveryClass: Bool { false }
}

package protocol AlbConfigRule: Rule {
    static func check(_ review: ObjectReview<AlbConfig>, _ report: inout Report)
}

package protocol IngressClassRule: Rule {
    static func check(_ review: ObjectReview<IngressClass>, _ report: inout Report)
}

package protocol ServiceRule: Rule {
    static func check(_ review: ObjectReview<Service>, _ report: inout Report)
}

package protocol SecretRule: Rule {
    static func check(_ review: ObjectReview<Secret>, _ report: inout Report)
}

package protocol NamespaceRule: Rule {
    static func check(_ review: ObjectReview<Namespace>, _ report: inout Report)
}
