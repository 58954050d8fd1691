import ALBController
import Admission
import Kubernetes

/// Port and protocol are the identity of a listener in the cloud.
struct ListenerRecreated: Rule {
    static let description = RuleDescription(
        id: "ALB715",
        name: "listener-recreated",
        summary: "Changing port or protocol of a listener deletes it and creates another one.",
        severity: .warn,
        kinds: [.albConfig],
        operations: [.update],
        effect: "The controller deletes the old listener with its rules and creates a new one: connections drop.",
        example: "listeners: [{port: 8443, protocol: HTTPS, description: shop}]   # was port: 443",
        fix: "Add the new listener first, move the Ingresses, then remove the old one.",
        sources: [PublicSource.listenerGuide, PublicSource.listenerApplier]
    )

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        guard let old = review.old else { return }
        for move in ListenerChanges(from: old, to: review.object).moves {
            findings.add(
                move.new.field,
                "\(move.from) becomes \(move.to)",
                value: "\(move.from) \(move.to)",
                effect: "the listener is deleted and created anew, and connections drop",
                fix: "add \(move.to) beside \(move.from), move the Ingresses, then remove \(move.from)"
            )
        }
    }
}
