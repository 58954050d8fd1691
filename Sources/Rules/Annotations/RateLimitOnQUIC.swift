import ALBController
import Admission
import Kubernetes

/// QUIC listeners count requests of a rule, but not those of a client.
struct RateLimitOnQUIC: Rule {
    static let description = RuleDescription(
        id: "ALB544",
        name: "rate-limit-on-quic",
        summary: "A limit per client address does not go with a QUIC listener.",
        severity: SeverityTable(ack: .warn, lbc: .warn, legacy: .off, strict: .deny),
        kinds: [.ingress],
        effect: "ALB refuses the rule (\"The Protocol is mismatched for Listener and Rules\"), and rule updates stop.",
        example: #"traffic-limit-ip-qps: "20"   # with listen-ports '[{"QUIC": 443}]'"#,
        fix: "Limit the requests of all clients together, or leave out the QUIC listener.",
        sources: [PublicSource.doctor]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard case .ports(let keys) = review.listenPorts,
            let quic = keys.first(where: { $0.listenerProtocol == .quic }), let field = PerClientLimit.field(review)
        else { return }
        findings.add(
            field,
            "limits each client, which QUIC listener \(quic) cannot do",
            value: "\(quic)",
            effect: "ALB refuses the rule (\"The Protocol is mismatched for Listener and Rules\")",
            fix: "limit all clients together, or leave QUIC out of listen-ports"
        )
    }
}

/// A limit for each client address, in an annotation or in an action.
enum PerClientLimit {
    /// Where the first one stands.
    static func field(_ review: IngressReview) -> FieldPath? {
        if review.annotations.trimmed(AnnotationKey.trafficLimitIPQPS) != nil {
            return .annotation(AnnotationKey.trafficLimitIPQPS)
        }
        return actionField(review)
    }

    static func actionField(_ review: IngressReview) -> FieldPath? {
        guard review.facts.hasActions else { return nil }
        return CustomRuleUse.all(review).first { use in
            use.actions?.configs.contains {
                ActionKind(custom: $0.type) == .trafficLimit && $0.trafficLimit?.qpsPerIP.isEmpty == false
            }
                == true
        }?.actionsField
    }
}
