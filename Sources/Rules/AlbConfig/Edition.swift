import ALBController
import Admission
import JSON
import Kubernetes

/// Which edition of ALB; the basic one cannot do what an Ingress needs, and no ALB goes back to it.
struct Edition: Rule {
    static let description = RuleDescription(
        id: "ALB606",
        name: "edition",
        summary: "edition must be Standard or StandardWithWaf.",
        severity: .deny,
        kinds: [.albConfig],
        effect: "The controller refuses other values, and a change to Basic, at every reconcile.",
        example: "spec: {config: {edition: Premium}}",
        fix: "edition: Standard",
        sources: [PublicSource.loadBalancerProvider, PublicSource.quickStart]
    )

    private static let field = AlbConfig.configField.key("edition")

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        let text = review.object.text("edition")
        guard !text.isEmpty else { return }
        var words = ["Basic", "Standard", "StandardWithWaf"]
        if review.profile == .legacy { words.removeLast() }
        if GoText.equalFold(text, "Basic") {
            checkBasic(text, review, &findings)
        } else if !words.contains(where: { GoText.equalFold($0, text) }) {
            let usable = words.dropFirst().joined(separator: " or ")
            let problem = "\"\(text.clipped)\" is not \(usable)"
            let fix = "write \(Suggestion.nearest(to: text, in: words.dropFirst()) ?? usable)"
            if review.object.reusesALB {
                findings.advise(field, problem, value: text, effect: "it is not read while id is set", fix: Fix(fix))
            } else {
                let effect = "the controller refuses it (\"invalid load balancer edition\")"
                findings.add(field, problem, value: text, effect: effect, fix: Fix(fix))
            }
        }
    }

    private static func checkBasic(
        _ text: String,
        _ review: ObjectReview<AlbConfig>,
        _ findings: inout FindingCollector
    ) {
        let fix = "write Standard or StandardWithWaf"
        if let old = review.old, !old.statusID.isEmpty, !review.object.reusesALB,
            !GoText.equalFold(old.text("edition"), "Basic")
        {
            findings.add(
                field,
                "an ALB cannot be downgraded to \(text)",
                value: text,
                effect: "the controller stops at \"downgrade not allowed\" at every reconcile",
                fix: Fix(fix),
                severity: SeverityTable(ack: .warn, lbc: .deny, legacy: .deny, strict: .deny)
            )
        } else {
            let effect = "the basic edition lacks what Ingress rules need"
            findings.advise(
                field,
                "\(text) does not support the Ingress controller",
                value: text,
                effect: effect,
                fix: Fix(fix)
            )
        }
    }
}
