import ALBController
import Kubernetes

/// What the expressions of a policy have in common, worked out once a request and only when it is asked for.
extension AdmissionPolicy.Named {
    static let ofIngress = [
        annotations("annotations", "object"),
        annotations("oldAnnotations", "oldObject"),
        Self(name: "makesRules", expression: makesRules),
        Self(name: "makesServerGroups", expression: makesServerGroups),
    ]

    static let ofAlbConfig = [
        config("config", "object"),
        config("oldConfig", "oldObject"),
        listeners("listeners", "object"),
        listeners("oldListeners", "oldObject"),
        Self(
            name: "createsALB",
            expression: "!variables.config.exists(k, k.matches('(?i)^id$') && variables.config[k] != '')"
        ),
    ]

    private static func annotations(_ name: String, _ object: String) -> Self {
        let found = "\(object).metadata.annotations"
        return Self(name: name, expression: "\(object) != null && has(\(found)) ? \(found) : {}")
    }

    private static func config(_ name: String, _ object: String) -> Self {
        part(name, object, "config", "map", empty: "{}")
    }

    private static func listeners(_ name: String, _ object: String) -> Self {
        part(name, object, "listeners", "list", empty: "[]")
    }

    private static func part(_ name: String, _ object: String, _ field: String, _ type: String, empty: String) -> Self {
        let found = "\(object).spec.\(field)"
        let test = "\(object) != null && has(\(object).spec) && has(\(found)) && type(\(found)) == \(type)"
        return Self(name: name, expression: "\(test) ? \(found) : \(empty)")
    }

    /// No canary, which makes rules only beside others, and nothing of Knative, which other code reads.
    private static let makesRules = CEL.all([
        "!(has(object.metadata.labels) && \(CEL.string(KnativeRules.label)) in object.metadata.labels)",
        "!(\(PolicyCondition.isTrue(AnnotationKey.canary)))",
        "!(\(PolicyCondition.isTrue(AnnotationKey.nginxCanary)))",
        // Without any listener there are no rules; one that is named stands in quotes.
        "(!(\(CEL.string(AnnotationKey.listenPorts)) in variables.annotations) || "
            + "\(PolicyCondition.value(AnnotationKey.listenPorts)).contains('\"'))",
        PolicySubject.reviewed.hasPath("true"),
    ])

    /// No listener that only redirects, and a path that leaves nothing to an annotation.
    ///
    /// That weighted canaries of other Ingresses take every request, so that none is made after all, cannot be seen here.
    private static let makesServerGroups = CEL.all([
        PolicyCondition.makesRules,
        "!(\(PolicyCondition.isTrue(AnnotationKey.sslRedirect)))",
        "!(\(PolicyCondition.isTrue(AnnotationKey.nginxSSLRedirect)))",
        "!variables.annotations.exists(k, k.startsWith(\(CEL.string(AnnotationKey.actionsPrefix))))",
        PolicySubject.reviewed.hasPath(
            "has(p.backend.service) && has(p.backend.service.port) && has(p.backend.service.port.number) "
                + "&& !has(p.backend.service.port.name)"
        ),
    ])
}
