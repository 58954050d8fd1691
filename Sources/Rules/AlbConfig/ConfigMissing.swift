import ALBController
import Admission
import JSON
import Kubernetes

/// Every reconcile of such an AlbConfig fails at once; the oldest controller even dies.
struct ConfigMissing: Rule {
    static let description = RuleDescription(
        id: "ALB604",
        name: "config-missing",
        summary: "An AlbConfig must have spec.config.",
        severity: .deny,
        kinds: [.albConfig],
        stopsALB: true,
        effect: "The controller fails with \"does not exist albconfig.spec.config\"; older ones crash.",
        example: "spec: {listeners: [{port: 80, protocol: HTTP}]}",
        fix: "spec: {config: {addressType: Internet, zoneMappings: [{vSwitchId: vsw-...}, {vSwitchId: vsw-...}]}}",
        sources: [PublicSource.controller, PublicSource.instanceGuide]
    )

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        let spec = review.object.value["spec"]
        // Another JSON type is ALB612's.
        guard spec == nil || spec?.isNull == true || spec?.kind == .object,
            spec?["config"].map(\.isNull) ?? true
        else { return }
        findings.add(
            AlbConfig.configField,
            "is missing",
            value: "",
            effect: "the controller fails with \"does not exist albconfig.spec.config\" and creates no ALB",
            fix: "add config with addressType and zoneMappings"
        )
    }
}
