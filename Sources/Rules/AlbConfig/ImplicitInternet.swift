import ALBController
import Admission
import JSON
import Kubernetes

/// Leaving the field out opens the ALB to the Internet.
struct ImplicitInternet: Rule {
    static let description = RuleDescription(
        id: "ALB608",
        name: "implicit-internet",
        summary: "addressType should say whether a new ALB is public.",
        severity: SeverityTable(ack: .warn, lbc: .warn, legacy: .deny),
        kinds: [.albConfig],
        operations: [.create],
        effect: "Without it the ALB is public; the oldest controller refuses to create it.",
        example: "spec: {config: {zoneMappings: [...]}}",
        fix: "addressType: Internet, or addressType: Intranet",
        sources: [PublicSource.loadBalancerModel, PublicSource.dictionary]
    )

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        let config = review.object
        guard let fields = config.config, !config.reusesALB else { return }
        let type = fields["addressType"]
        guard type == nil || type?.isNull == true || type?.string?.isEmpty == true else { return }
        // Under another name it is there, and ALB612 says how to mend that.
        guard review.profile == .legacy || !FieldAliases.holds("addressType", fields) else { return }
        findings.add(
            AlbConfig.configField.key("addressType"),
            "is not set",
            value: "",
            effect: review.profile == .legacy
                ? "the controller refuses to create the ALB" : "the ALB will be public (Internet)",
            fix: "write Internet for a public ALB, Intranet for a private one"
        )
    }
}
