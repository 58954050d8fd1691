import ALBController
import Admission
import Kubernetes

/// Two Ingresses with one host and path are two rules, and no merge is made of them.
struct DuplicateHostPath: Rule {
    static let description = RuleDescription(
        id: "ALB411",
        name: "duplicate-host-path",
        summary: "Host and path must not stand in two Ingresses of one ALB, unless one of them is a canary.",
        severity: .warn,
        kinds: [.ingress],
        needs: [.ingress],
        effect: "The Ingress with the lower order, then the lower namespace/name, gets all requests; the other none.",
        example: "host a.example.com with path / in the Ingresses shop/web and blog/web",
        fix: "Use another host or path, or make one of them a canary.",
        sources: [PublicSource.rules, PublicSource.groupLoader]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        for found in review.model.reachability.unreachable where found.isSameForTwo {
            let isLoser = found.rule.ingress == review.name
            let mine = isLoser ? found.rule : found.by
            let other = isLoser ? found.by : found.rule
            findings.add(
                mine.field,
                "Ingress \"\(other.ingress)\" has \(mine.title) too",
                value: "\(other.ingress)",
                effect: isLoser
                    ? "it comes first by order and namespace/name, so this rule is never reached"
                    : "this Ingress comes first by order and namespace/name, so the other gets no requests any more",
                fix: "use another host or path, or make one of the two a canary"
            )
        }
    }
}
