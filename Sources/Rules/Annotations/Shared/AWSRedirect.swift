import ALBController
import Admission
import JSON
import Kubernetes

/// The way of the AWS controller to send clients to HTTPS: a path of its own with a redirect, left out on HTTPS.
///
/// Here such a path redirects on 443 as well, to itself, and `ssl-redirect` is what does it right.
/// Source: docs/guide/tasks/ssl_redirect.md of kubernetes-sigs/aws-load-balancer-controller.
struct AWSRedirect {
    private let review: IngressReview
    private let service: String
    private let field: FieldPath
    private let converted: String

    /// Nil for actions that do anything else; `converted` is them in ALB's form.
    init?(_ review: IngressReview, service: String, at field: FieldPath, _ converted: String) {
        let actions = CustomActions(converted, of: ObjectName(review.object.metadata))
        guard actions.configs.count == 1, let redirect = actions.configs.first?.redirect,
            redirect.protocol == "HTTPS", redirect.port == "443", redirect.host == "${host}",
            redirect.path == "${path}"
        else { return nil }
        self.review = review
        self.service = service
        self.field = field
        self.converted = converted
    }

    let advice = "to send clients to HTTPS, remove the annotation and its path and set ssl-redirect to true; else "

    /// Nil where nothing else would be left, or the annotation is there.
    var asAnnotation: Fix? {
        guard review.annotations[AnnotationKey.sslRedirect] == nil else { return nil }
        let paths = Array(review.object.paths)
        let theirs = paths.filter { $0.backend?.serviceName == service }
        guard !theirs.isEmpty, theirs.allSatisfy({ review.facts.usesAnnotation($0) }) else { return nil }
        let rules = Set(theirs.map(\.ruleIndex))
        guard
            rules.allSatisfy({ rule in paths.contains { $0.ruleIndex == rule && $0.backend?.serviceName != service } })
        else { return nil }
        // From the last to the first, so that the indexes of the others hold.
        let removals = theirs.reversed().map { Edit.remove($0.field) }
        return Fix(
            "remove it and its \(theirs.count == 1 ? "path" : "paths"), and set "
                + "alb.ingress.kubernetes.io/ssl-redirect: \"true\" instead; as an action it is \(converted.clipped(to: 300))",
            .all(removals + [.remove(field), .annotate(AnnotationKey.sslRedirect, "true", in: review.annotations)])
        )
    }
}
