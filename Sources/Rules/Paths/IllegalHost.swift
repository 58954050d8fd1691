import ALBController
import Admission
import Kubernetes

/// ALB's documented grammar of a host condition is narrower than that of Kubernetes.
struct IllegalHost: Rule {
    static let description = RuleDescription(
        id: "ALB413",
        name: "illegal-host",
        summary: "A rule host must have a dot, 3 to 128 characters, and a last label of letters.",
        severity: .warnStrictlyDeny,
        kinds: [.ingress],
        effect: "ALB may refuse the rule, and then rule updates of the whole load balancer stop.",
        example: "spec: {rules: [{host: localhost}]}",
        fix: "Use a full domain name whose last label has letters only, such as shop.example.com.",
        sources: [PublicSource.createRule]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard review.object.traits.contains(.oddHost) else { return }
        for rule in review.object.rules where !rule.host.isEmpty && !rule.host.hasPrefix("~") {
            guard let problem = HostText.problem(rule.host) else { continue }
            guard !HostText.endsInPunycode(rule.host) else {
                adviseOnPunycode(rule, &findings)
                continue
            }
            findings.add(
                rule.field.key("host"),
                "\"\(rule.host.clipped)\" \(problem)",
                value: rule.host,
                effect: "it is outside the documented grammar of an ALB host, so the rule may be refused and rule "
                    + "updates of the whole load balancer stop",
                fix: HostText.fix(rule.host)
            )
        }
    }

    private static func adviseOnPunycode(_ rule: IngressRule, _ findings: inout FindingCollector) {
        findings.advise(
            rule.field.key("host"),
            "\"\(rule.host.clipped)\" ends in a punycode label, and the documented grammar has letters only there",
            value: rule.host,
            effect: "ALB may refuse the rule",
            fix: "after the change, look for a warning event of the Ingress"
        )
    }
}
