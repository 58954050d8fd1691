import ALBController
import Admission
import JSON
import Kubernetes

/// The managed controller creates no listeners by itself any more.
struct NoListeners: Rule {
    static let description = RuleDescription(
        id: "ALB714",
        name: "no-listeners",
        summary: "An AlbConfig should declare the listeners that its Ingresses use.",
        severity: SeverityTable(ack: .warn, lbc: .off, legacy: .off),
        kinds: [.albConfig],
        operations: [.create],
        effect: "Since v2.11 the controller creates no listeners from Ingresses: \"listener is not exist in alb\". A "
            + "Gateway makes its own.",
        example: "spec: {config: {addressType: Internet}}",
        fix: "List each listener that Ingresses are to use, such as {port: 80, protocol: HTTP}.",
        sources: [PublicSource.changeLog, PublicSource.listenerGuide]
    )

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        let list = review.object.value["spec"]?["listeners"]
        guard list == nil || list?.isNull == true || (list?.kind == .array && list?.count == 0) else { return }
        // Without listeners is how an AlbConfig for a Gateway looks, which makes its own.
        let isForIngresses = hasIngressClass(review)
        findings.add(
            FieldPath("spec", "listeners"),
            "is empty",
            value: "",
            effect: isForIngresses
                ? "since v2.11 listeners are not created automatically, and no Ingress can work"
                : "an Ingress can only use listeners that are here, since v2.11 none is created for it; a Gateway makes "
                    + "its own",
            fix: isForIngresses
                ? "list each listener that Ingresses are to use, with port and protocol"
                : "for Ingresses, list each listener with port and protocol; for a Gateway, leave it"
        )
    }

    private static func hasIngressClass(_ review: ObjectReview<AlbConfig>) -> Bool {
        let name = review.object.metadata.name
        return !name.isEmpty && !review.snapshot.indexes.classes(ofAlbConfig: name).isEmpty
    }
}
