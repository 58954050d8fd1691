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
        review.object.paths.contains { path in
            review.model.sharers(of: path)?.groups.contains { $0.listeners?.contains(.https443) == true } == true
        }
    }
}
