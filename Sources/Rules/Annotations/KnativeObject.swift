import ALBController
import Admission
import Kubernetes

/// The form that older Knative versions write, one action instead of a list, is read by code that knows less.
struct KnativeObject: Rule {
    static let description = RuleDescription(
        id: "ALB541",
        name: "knative-object",
        summary: "An Ingress of Knative should have actions in lists, and an action for each path.",
        severity: SeverityTable(ack: .off, lbc: .warn, legacy: .off),
        kinds: [.ingress],
        effect:
            "Where such an Ingress comes first on a listener, the open controller reads all Ingresses there the old way: "
            + "without canaries, redirects, limits, CORS and TLS hosts, and a path without an action forwards nowhere.",
        example: #"actions.web: '{"type": "ForwardGroup", ...}'   # with label knative.aliyun.com/ingress"#,
        fix: "Upgrade Knative, or write the actions as lists.",
        sources: [PublicSource.rules]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard review.facts.isKnative, review.facts.hasKnativeForm else { return }
        for (key, others) in review.model.ingressesReadLikeThis {
            findings.add(
                FieldPath("metadata", "labels"),
                "this Ingress of Knative comes first on \(key), which \(others.ingressList) "
                    + (others.count == 1 ? "uses too" : "use too"),
                value: "\(key)",
                effect: "all rules there are made the old way: those without an action of Knative forward nowhere, and "
                    + "canaries, limits and rewrites are lost",
                fix: "write the values of the actions annotations as lists, or give this Ingress another AlbConfig"
            )
        }
        for path in review.object.paths {
            guard let fault = review.model.knativeFault(path) else { continue }
            findings.add(
                path.field,
                fault == .isLeftOut
                    ? "is left out: its actions or conditions annotation cannot be read the way of older Knative versions"
                    : "has no actions annotation, and its backend is not read in an Ingress of older Knative versions",
                value: path.backend?.serviceName ?? "",
                effect: fault == .isLeftOut ? "requests get 503" : "the rule has no action, and ALB may refuse it",
                fix: "write the actions of each Service as a list"
            )
        }
    }
}
