import ALBController
import Admission
import JSON
import Kubernetes

/// A shared bandwidth package is for public ALBs, and stays once it is attached.
struct BandwidthPackageIntranet: Rule {
    static let description = RuleDescription(
        id: "ALB618",
        name: "bandwidth-package-intranet",
        summary: "A bandwidth package needs a public ALB and cannot be taken away again.",
        severity: .warn,
        kinds: [.albConfig],
        effect: "With addressType Intranet the controller stops at \"intranet addressType cannot set common bandwidth "
            + "package\"; removing the ID detaches nothing.",
        example: "spec: {config: {addressType: Intranet, billingConfig: {bandWidthPackageId: cbwp-1}}}",
        fix: "Use addressType Internet, or leave bandWidthPackageId out.",
        sources: [PublicSource.loadBalancerProvider, PublicSource.dictionary]
    )

    private static let field = AlbConfig.configField.key("billingConfig").key("bandWidthPackageId")

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        let package = id(review.object)
        if package.isEmpty {
            guard let old = review.old, !old.statusID.isEmpty, !id(old).isEmpty else { return }
            findings.add(
                field,
                "\"\(id(old).clipped)\" is removed",
                value: id(old),
                effect: "the package stays attached to the ALB",
                fix: "detach it in the console"
            )
            return
        }
        let type = review.object.text("addressType")
        // The open controller compares exactly here, and only here.
        let isPublic =
            type.isEmpty || type == "Internet" || (review.profile != .lbc && GoText.equalFold(type, "Internet"))
        guard !isPublic else { return }
        findings.add(
            field,
            "\"\(package.clipped)\" is set, but addressType is \"\(type.clipped)\"",
            value: "\(package) \(type)",
            effect: "the controller stops at \"intranet addressType cannot set common bandwidth package\"",
            fix: GoText.equalFold(type, "Internet")
                ? .write("Internet", in: AlbConfig.configField.key("addressType"))
                : "make the ALB public with addressType Internet, or remove bandWidthPackageId"
        )
    }

    private static func id(_ config: AlbConfig) -> String {
        config.config?["billingConfig"]?["bandWidthPackageId"]?.string ?? ""
    }
}
