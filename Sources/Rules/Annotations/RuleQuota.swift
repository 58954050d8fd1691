import ALBController
import Admission
import JSON
import Kubernetes

/// Every path counts once for each listener, over all Ingresses of the ALB.
struct RuleQuota: Rule {
    static let description = RuleDescription(
        id: "ALB501",
        name: "rule-quota",
        summary:
            "An ALB has room for 100 forwarding rules, 50 listeners and 25 certificates unless its quotas are raised.",
        severity: .warn,
        kinds: [.ingress],
        effect: "ALB refuses what is beyond the quota, and the controller does not recover by itself.",
        example: "60 paths on the listeners 80 and 443 make 120 rules",
        fix: "Ask for a higher quota, or move Ingresses to another AlbConfig.",
        sources: [PublicSource.quotas, PublicSource.doctor]
    )

    private static let ruleLimit = 100
    private static let listenerLimit = 50
    private static let certificateLimit = 25

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        let own = review.facts.ruleLoad
        let others = review.model.neighbours?.ruleLoad ?? 0
        let total = others + own
        if total > ruleLimit, isGrown(review) {
            findings.advise(
                FieldPath("spec", "rules"),
                "makes \(own) forwarding rules"
                    + (others > 0 ? " beside \(others) of other Ingresses on this ALB" : "")
                    + ", the quota is \(ruleLimit) for an ALB",
                value: "\(own)",
                effect: "ALB refuses what is beyond the quota unless it was raised",
                fix: "ask for a higher quota, or use another AlbConfig"
            )
        }
        checkListeners(review, &findings)
        checkCertificates(review, &findings)
    }

    /// Whether the change adds rules; asked last, since the old version must be decoded for it.
    private static func isGrown(_ review: IngressReview) -> Bool {
        guard let old = review.old else { return true }
        return IngressFacts(old, profile: review.profile).ruleLoad < review.facts.ruleLoad
    }

    private static func checkListeners(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard let mine = review.listeners?.listeners, !mine.isEmpty else { return }
        let declared = review.albConfig?.listenerKeys ?? []
        guard mine.count + declared.count > listenerLimit else { return }
        let count = Set(mine + declared).count
        guard count > listenerLimit, isGrown(review) else { return }
        findings.advise(
            FieldPath.annotation(AnnotationKey.listenPorts),
            "with it the ALB has \(count) listeners, the quota is \(listenerLimit)",
            value: "\(count)",
            effect: "ALB refuses what is beyond the quota unless it was raised",
            fix: "list fewer ports"
        )
    }

    /// Those that the AlbConfig lists and those of this Ingress; neighbours may have more.
    private static func checkCertificates(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard !review.object.tls.isEmpty else { return }
        let listed = (review.albConfig?.listeners ?? []).flatMap { $0.value["certificates"]?.elements ?? [] }
        guard review.object.tls.count + listed.count > certificateLimit else { return }
        let secrets = Set(review.object.tls.map(\.secretName).filter { !$0.isEmpty })
        guard !secrets.isEmpty else { return }
        let count = secrets.count + Set(listed.compactMap { $0["CertificateId"]?.string }).count
        guard count > certificateLimit, isGrown(review) else { return }
        findings.advise(
            FieldPath("spec", "tls"),
            "with it the ALB has \(count) certificates, the quota is \(certificateLimit)",
            value: "\(count)",
            effect: "ALB refuses what is beyond the quota unless it was raised",
            fix: "use a certificate for several hosts"
        )
    }
}
