import ALBController
import Admission
import Kubernetes

/// Nothing fills the Endpoints of such a Service; off by default, as somebody may do it by hand.
struct ServiceSelectorEmpty: Rule {
    static let description = RuleDescription(
        id: "ALB804",
        name: "service-selector-empty",
        summary: "A Service behind an ALB should select Pods.",
        severity: .off,
        kinds: [.service],
        needs: [.ingress],
        effect: "Unless its Endpoints are maintained by hand, the server group is empty and requests get 503.",
        example: "spec: {ports: [{port: 80}]}   # no selector",
        fix: "selector: {app: web}",
        sources: ["https://kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors"]
    )

    static func check(_ review: ObjectReview<Service>, _ findings: inout FindingCollector) {
        guard !review.object.hasSelector, review.object.type != "ExternalName" else { return }
        let users = ServiceUsers(review)
        guard !users.isEmpty else { return }
        findings.add(
            FieldPath("spec", "selector"),
            "is empty, but the Service is a backend of \(users.list)",
            value: "",
            effect: "unless its Endpoints are maintained by hand, requests get 503",
            fix: "write a selector that the labels of the Pods match"
        )
    }
}
