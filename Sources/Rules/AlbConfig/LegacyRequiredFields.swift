import ALBController
import Admission
import JSON
import Kubernetes

/// What the oldest controller needs to be written; later ones have defaults.
struct LegacyRequiredFields: Rule {
    static let description = RuleDescription(
        id: "ALB617",
        name: "legacy-required-fields",
        summary: "The oldest controller needs deletionProtectionEnabled, edition, payType and addressAllocatedMode.",
        severity: SeverityTable(ack: .off, lbc: .off, legacy: .deny),
        kinds: [.albConfig],
        operations: [.create],
        stopsALB: true,
        effect: "Without deletionProtectionEnabled it crashes; without the others it refuses to create the ALB.",
        example: "spec: {config: {addressType: Internet, zoneMappings: [...]}}",
        fix: "{deletionProtectionEnabled: true, edition: Standard, addressAllocatedMode: Dynamic, "
            + "billingConfig: {payType: PostPay}}",
        sources: [PublicSource.olderLoadBalancer]
    )

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        guard let config = review.object.config else { return }
        let root = AlbConfig.configField
        if config["deletionProtectionEnabled"]?.isNull ?? true {
            findings.add(
                root.key("deletionProtectionEnabled"),
                "is not set",
                value: "",
                effect: "this controller crashes on it, and no ALB of the cluster is managed any more",
                fix: Fix(
                    "write true",
                    .set(root.key("deletionProtectionEnabled"), json: "true", in: review.object.value)
                )
            )
        }
        guard !review.object.reusesALB else { return }
        let required = [
            (root.key("edition"), config["edition"], "Standard"),
            (root.key("addressAllocatedMode"), config["addressAllocatedMode"], "Dynamic"),
            (root.key("billingConfig").key("payType"), config["billingConfig"]?["payType"], "PostPay"),
        ]
        for (field, value, word) in required where (value?.isNull ?? true) || value?.string?.isEmpty == true {
            findings.add(
                field,
                "is not set",
                value: "",
                effect: "this controller refuses to create the ALB",
                // What later controllers take without being told.
                fix: Fix("write \"\(word)\"", .set(field, to: word, in: review.object.value))
            )
        }
    }
}
