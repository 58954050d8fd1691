import ALBController
import Admission
import Kubernetes

/// The limit of an action counts by the address that X-Forwarded-For gives, so the listener must know whom to trust.
struct PerClientLimitNeedsTrustedProxies: Rule {
    static let description = RuleDescription(
        id: "ALB545",
        name: "per-client-limit-needs-trusted-proxies",
        summary:
            "QPSPerIp in an action needs a listener that looks for the client address and has a list of trusted proxies.",
        severity: SeverityTable(ack: .warn, lbc: .off, legacy: .off),
        kinds: [.ingress],
        needs: [.albConfig],
        effect: "ALB refuses the rule (\"XForwardedForClientSourceIpsTrusted is missing\"), and rule updates stop.",
        example: #"actions.web: '[{"type": "TrafficLimit", "TrafficLimitConfig": {"QPSPerIp": "20"}}]'"#,
        fix: "Set XForwardedForClientSourceIpsEnabled and XForwardedForClientSourceIpsTrusted on the listener.",
        sources: [PublicSource.doctor, PublicSource.customRules]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard review.facts.hasActions, let field = PerClientLimit.actionField(review),
            let listeners = review.listeners, let albConfig = review.albConfig
        else { return }
        let lacking = listeners.listeners.filter { key in
            albConfig.listener(key).map { TrustedProxiesConfig($0).text.isEmpty } ?? false
        }
        guard !lacking.isEmpty else { return }
        findings.add(
            field,
            "QPSPerIp limits each client, but listener \(NameList(lacking)) of AlbConfig "
                + "\"\(albConfig.metadata.name.clipped)\" has no list of trusted proxies",
            value: lacking.map(\.description).joined(separator: " "),
            effect: "ALB refuses the rule (\"XForwardedForClientSourceIpsTrusted is missing\")",
            fix: "set XForwardedForClientSourceIpsEnabled and XForwardedForClientSourceIpsTrusted on the listener"
        )
    }
}
