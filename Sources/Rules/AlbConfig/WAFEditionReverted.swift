import ALBController
import Admission
import JSON
import Kubernetes

/// The controller makes the edition what the AlbConfig says, and no edition is the standard one.
struct WAFEditionReverted: Rule {
    static let description = RuleDescription(
        id: "ALB631",
        name: "waf-edition-reverted",
        summary: "An ALB with WAF should keep edition StandardWithWaf in its AlbConfig.",
        severity: SeverityTable(ack: .warn, lbc: .warn, legacy: .off),
        kinds: [.albConfig],
        operations: [.update],
        effect: "The controller turns the ALB back into a standard one, and WAF protects it no longer.",
        example: "spec: {config: {}}   # was {edition: StandardWithWaf}",
        fix: "edition: StandardWithWaf",
        sources: [PublicSource.doctor, PublicSource.loadBalancerProvider]
    )

    private static let edition = "StandardWithWaf"

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        guard let old = review.old, GoText.equalFold(old.text("edition"), edition), review.object.config != nil else {
            return
        }
        let new = review.object.text("edition")
        // The basic edition is another rule's.
        guard new.isEmpty || GoText.equalFold(new, "Standard") else { return }
        let field = AlbConfig.configField.key("edition")
        findings.add(
            field,
            new.isEmpty ? "is no longer \(edition)" : "changes from \(edition) to \(new.clipped)",
            value: new,
            effect: "the controller turns the ALB back into a standard one, without WAF",
            fix: Fix("write \"\(edition)\"", .add(field, json: "\"\(edition)\""))
        )
    }
}
