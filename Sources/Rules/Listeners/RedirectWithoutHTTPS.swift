import ALBController
import Admission
import Kubernetes

/// The redirect always goes to port 443, whether or not anybody answers there.
struct RedirectWithoutHTTPS: Rule {
    static let description = RuleDescription(
        id: "ALB305",
        name: "redirect-without-https",
        summary: "An Ingress with ssl-redirect must be bound to 443/HTTPS.",
        severity: .warn,
        kinds: [.ingress],
        effect: "Every listener but 443 answers 308 to https on port 443, where the Ingress has no rule.",
        example: #"ssl-redirect: "true"   # without spec.tls and listen-ports"#,
        fix: "Name 443/HTTPS in listen-ports and give it a certificate, or remove the redirect.",
        sources: [PublicSource.rules, PublicSource.model]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard let listeners = review.listeners, listeners.redirects, !isReachable(review) else { return }
        let other = listeners.listeners.first { $0.listenerProtocol == .https }
        let detail = other.map { "; its listener \($0) redirects to 443 as well" } ?? ""
        findings.add(
            review.redirectField,
            "sends clients to https on port 443, but this Ingress is not bound to 443/HTTPS" + detail,
            value: other?.description ?? "",
            effect: "they get 503 or no connection",
            fix: HTTPSEntry.fix(review)
                ?? "name 443/HTTPS in listen-ports and give it a certificate, or remove the redirect"
        )
    }

    /// Whether 443/HTTPS answers for this Ingress, be the redirect switched on yet or not.
    static func isReachable(_ review: IngressReview) -> Bool {
        review.listeners?.listeners.contains(.https443) == true || isServedByAnother(review)
    }

    /// Whether the same host and path is on 443 by another Ingress of the ALB, a usual way to split the two.
    private static func isServedByAnother(_ review: IngressReview) -> Bool {
        let snapshot = review.snapshot
        for path in review.object.paths.prefix(16) {
            for name in (snapshot.indexes.ingressesByHostAndPath[HostAndPath(path)] ?? []).prefix(16)
            where name != review.name {
                guard let other = snapshot.ingresses[name], !other.metadata.isTerminating,
                    let theirs = EffectiveListeners(other, profile: review.profile),
                    theirs.listeners(forHost: path.host).contains(.https443)
                else { continue }
                let binding = review.context.resolver.binding(of: other)
                if binding.isALB, binding.albConfigName == review.binding.albConfigName { return true }
            }
        }
        return false
    }
}
