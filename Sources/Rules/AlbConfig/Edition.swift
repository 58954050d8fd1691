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
        stopsALB: true,
        effect: "The controller refuses other values, and a change to Basic, at every reconcile.",
        example: "spec: {config: {edition: Premium}}",
        fix: "edition: Standard",
        sources: [PublicSource.loadBalancerProvider, PublicSource.quickStart]
    )

    private static let field = AlbConfig.configField.key("edition")

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        let text = review.object.text("edition")
        guard !text.isEmpty else { return }
        if GoText.equalFold(text, "Basic") {
            checkBasic(text, review, &findings)
        } else if !usable(review.profile).contains(where: { GoText.equalFold($0, text) }) {
            let usable = usable(review.profile)
            let problem = "\"\(text.clipped)\" is not \(usable.joined(separator: " or "))"
            let meant = Suggestion.onlyNearest(to: text, in: usable)
            let fix = meant.map { .write($0, in: field) } ?? anyUsable(review.profile)
            if review.object.reusesALB {
                findings.advise(field, problem, value: text, effect: "it is not read while id is set", fix: fix)
            } else {
                let effect = "the controller refuses it (\"invalid load balancer edition\")"
                findings.add(field, problem, value: text, effect: effect, fix: fix)
            }
        }
    }

    /// What an Ingress can be served with.
    static func usable(_ profile: ControllerProfile) -> [String] {
        profile == .legacy ? ["Standard"] : ["Standard", "StandardWithWaf"]
    }

    private static func anyUsable(_ profile: ControllerProfile) -> Fix {
        Fix("write " + usable(profile).joined(separator: " or "))
    }

    private static func checkBasic(
        _ text: String,
        _ review: ObjectReview<AlbConfig>,
        _ findings: inout FindingCollector
    ) {
        if let old = review.old, !old.statusID.isEmpty, !review.object.reusesALB,
            !GoText.equalFold(old.text("edition"), "Basic")
        {
            findings.add(
                field,
                "an ALB cannot be downgraded to \(text)",
                value: text,
                effect: "the controller stops at \"downgrade not allowed\" at every reconcile",
                fix: keep(old),
                severity: SeverityTable(ack: .warn, lbc: .deny, legacy: .deny, strict: .deny)
            )
        } else {
            let effect = "the basic edition lacks what Ingress rules need"
            findings.advise(
                field,
                "\(text) does not support the Ingress controller",
                value: text,
                effect: effect,
                fix: anyUsable(review.profile)
            )
        }
    }

    private static func keep(_ old: AlbConfig) -> Fix {
        let edition = old.text("edition")
        return edition.isEmpty ? .remove(field: field) : .write(edition, in: field)
    }
}
