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
        effect: "Since v2.11 the controller creates no listeners from Ingresses: \"listener is not exist in alb\".",
        example: "spec: {config: {addressType: Internet}}",
        fix: "List each listener that Ingresses are to use, such as {port: 80, protocol: HTTP}.",
        sources: [PublicSource.changeLog, PublicSource.listenerGuide]
    )

    static func check(_ review: ObjectReview<AlbConfig>, _ findings: inout FindingCollector) {
        let list = review.object.value["spec"]?["listeners"]
        guard list == nil || list?.isNull == true || (list?.kind == .array && list?.count == 0) else { return }
        findings.add(
            FieldPath("spec", "listeners"),
            "is empty",
            value: "",
            effect: "since v2.11 listeners are not created automatically, and no Ingress can work",
            fix: "list each listener that Ingresses are to use, with port and protocol"
        )
    }
}
