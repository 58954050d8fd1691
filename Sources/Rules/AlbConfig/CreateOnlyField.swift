import ALBController
import Admission
import JSON
import Kubernetes

/// Fields that decide how the ALB is created, changed after it was.
struct CreateOnlyField: Rule {
    static let description = RuleDescription(
        id: "ALB611",
        name: "create-only-field",
        summary: "addressType, addressIpVersion, zoneMappings and resourceGroupId are for creating the ALB.",
        severity: .warn,
        kinds: [.albConfig],
        operations: [.update],
        effect: "A later change is stored but not applied to the ALB by most versions of the controller.",
        example: "spec: {config: {addressType: Intranet}}   # was Internet, and the ALB exists",
        fix: "Create a new AlbConfig, or change the ALB in the console and keep both in step.",
        sources: [PublicSource.instanceGuide, PublicSource.loadBalancerProvider]
    )

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        guard let old = review.old, !old.statusID.isEmpty, !old.reusesALB, !review.object.reusesALB else { return }
        let new = review.object
        compare("addressType", old, new, default: "Internet", &findings)
        compare("addressIpVersion", old, new, default: "IPv4", &findings)
        // The open controller moves the ALB to another resource group, but never out of one.
        if review.profile != .lbc { compare("resourceGroupId", old, new, default: "", &findings) }
        let (before, after) = (zones(old), zones(new))
        guard before != after, !after.isEmpty else { return }
        add("zoneMappings", "is changed", value: after.sorted().joined(separator: " "), &findings)
    }

    private static func compare(
        _ name: String,
        _ old: AlbConfig,
        _ new: AlbConfig,
        default unset: String,
        _ findings: inout FindingCollector
    ) {
        let before = old.text(name).isEmpty ? unset : old.text(name)
        let after = new.text(name).isEmpty ? unset : new.text(name)
        guard !after.isEmpty, !GoText.equalFold(before, after) else { return }
        let from = before.isEmpty ? "" : " from \"\(before.clipped)\""
        add(name, "is changed\(from) to \"\(after.clipped)\"", value: after, &findings)
    }

    private static func add(_ name: String, _ problem: String, value: String, _ findings: inout FindingCollector) {
        findings.add(
            AlbConfig.configField.key(name),
            problem,
            value: value,
            effect: "the ALB exists already and most controller versions do not apply the change",
            fix: "create a new AlbConfig with the new value, or make the same change in the console"
        )
    }

    /// Order and `zoneId`, which the controller fills in, do not count.
    private static func zones(_ config: AlbConfig) -> Set<String> {
        let zones = (config.config?["zoneMappings"]?.elements ?? []).map { zone in
            [zone["vSwitchId"]?.string ?? "", zone["allocationId"]?.string ?? ""].filter { !$0.isEmpty }
                .joined(separator: "+")
        }
        return Set(zones).subtracting([""])
    }
}
