/// How the expressions of a policy name the parts of one version of the object; most are variables of the policy.
package struct PolicySubject: Sendable {
    /// The object as a whole; null for the stored version on CREATE.
    package let object: String
    /// Its annotations, an empty map where there are none.
    package let annotations: String
    /// `spec.config` of an AlbConfig, an empty map where it is no object.
    package let config: String
    /// `spec.listeners` of an AlbConfig, an empty list where it is none.
    package let listeners: String

    package static let reviewed = PolicySubject(
        object: "object",
        annotations: "variables.annotations",
        config: "variables.config",
        listeners: "variables.listeners"
    )
    package static let stored = PolicySubject(
        object: "oldObject",
        annotations: "variables.oldAnnotations",
        config: "variables.oldConfig",
        listeners: "variables.oldListeners"
    )

    /// Whether some path `p` of the Ingress meets a condition.
    package func hasPath(_ condition: String) -> String {
        "has(\(object).spec.rules) && \(object).spec.rules.exists(r, has(r.http) && r.http.paths.exists(p, \(condition)))"
    }

    /// Whether some listener `l` of the AlbConfig meets a condition.
    package func hasListener(_ condition: String) -> String {
        "\(listeners).exists(l, type(l) == map && (\(condition)))"
    }
}

/// Conditions on the object under review that several expressions share.
package enum PolicyCondition {
    /// Whether the paths of the Ingress become rules on some listener, by themselves.
    package static let makesRules = "variables.makesRules"
    /// Whether some path of the Ingress becomes a server group as well.
    package static let makesServerGroups = "variables.makesServerGroups"
    /// Whether the AlbConfig describes an ALB that the controller creates.
    package static let createsALB = "variables.createsALB"

    /// Whether an annotation of the Ingress is exactly `true`.
    package static func isTrue(_ key: StaticString) -> String { "\(value(key)) == 'true'" }

    /// Behind the prefix.
    package static func name(_ key: StaticString) -> Substring { "\(key)".split(separator: "/").last ?? "" }

    /// The value of an annotation; empty without it.
    package static func value(
        _ key: StaticString,
        in annotations: String = PolicySubject.reviewed.annotations
    ) -> String {
        "(\(CEL.string(key)) in \(annotations) ? \(annotations)[\(CEL.string(key))] : '')"
    }
}
