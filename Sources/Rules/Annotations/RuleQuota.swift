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
    private static let fanOut = 64

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        let own = SnapshotIndexes.ruleLoad(of: review.object)
        if let old = review.old, SnapshotIndexes.ruleLoad(of: old) >= own { return }
        let others = otherLoad(review)
        let total = others + own
        if total > ruleLimit {
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

    /// The rules of the group without this Ingress, from sums that the snapshot keeps.
    private static func otherLoad(_ review: IngressReview) -> Int {
        guard let config = review.binding.albConfigName, review.snapshot.knows(.ingress) else { return 0 }
        let indexes = review.snapshot.indexes
        let classes = (indexes.classesByAlbConfig[config] ?? []).prefix(fanOut)
        var load = indexes.ruleLoadByAlbConfigAnnotation[config] ?? 0
        for name in Set(classes) { load += indexes.ruleLoadByClass[name] ?? 0 }
        guard let stored = review.snapshot.ingresses[review.name] else { return load }
        let binding = review.context.resolver.binding(of: stored)
        guard binding.isALB, binding.albConfigName == config else { return load }
        return max(0, load - SnapshotIndexes.ruleLoad(of: stored))
    }

    private static func checkListeners(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard let mine = review.listeners?.listeners, !mine.isEmpty else { return }
        let count = Set(mine + (review.albConfig?.listenerKeys ?? [])).count
        guard count > listenerLimit else { return }
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
        let secrets = Set(review.object.tls.map(\.secretName).filter { !$0.isEmpty })
        guard !secrets.isEmpty else { return }
        let listed = (review.albConfig?.listeners ?? []).flatMap { $0.value["certificates"]?.elements ?? [] }
        let count = secrets.count + Set(listed.compactMap { $0["CertificateId"]?.string }).count
        guard count > certificateLimit else { return }
        findings.advise(
            FieldPath("spec", "tls"),
            "with it the ALB has \(count) certificates, the quota is \(certificateLimit)",
            value: "\(count)",
            effect: "ALB refuses what is beyond the quota unless it was raised",
            fix: "use a certificate for several hosts"
        )
    }
}
