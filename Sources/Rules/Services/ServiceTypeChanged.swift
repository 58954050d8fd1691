import ALBController
import Admission
import Kubernetes

/// A server group holds either Pods or nodes, from its creation on.
struct ServiceTypeChanged: Rule {
    static let description = RuleDescription(
        id: "ALB801",
        name: "service-type-changed",
        summary: "A Service behind an ALB should not change between Pods and nodes as its backends.",
        severity: .warn,
        gravest: .warnStrictlyDeny,
        kinds: [.service],
        operations: [.update],
        needs: [.ingress],
        effect:
            "The type of a server group is fixed: the controller cannot replace its servers by those of another kind.",
        example: "spec: {type: ClusterIP}   # was NodePort, with Flannel",
        fix: "Create a second Service of the new type and point the Ingress to it.",
        sources: [
            PublicSource.faq,
            PublicSource.serviceUtils + ", IsENIBackendType",
        ]
    )

    static func check(_ review: ObjectReview<Service>, _ findings: inout FindingCollector) {
        guard let old = review.old else { return }
        let new = review.object
        let before = old.metadata.annotations[Service.backendTypeKey] ?? ""
        let after = new.metadata.annotations[Service.backendTypeKey] ?? ""
        if before != after, before == "eni" || after == "eni" {
            add(annotation: after, wasPods: before == "eni", review, &findings)
        } else if after != "eni", review.context.networkPlugin == .flannel, kind(old) != kind(new) {
            add(typeOf: old, new, review, &findings)
        }
    }

    private static func kind(_ service: Service) -> String {
        service.type == "LoadBalancer" ? "NodePort" : service.type
    }

    private static func add(
        annotation: String,
        wasPods: Bool,
        _ review: ObjectReview<Service>,
        _ findings: inout FindingCollector
    ) {
        let users = ServiceUsers(review)
        guard !users.isEmpty else { return }
        findings.add(
            FieldPath("metadata", "annotations").key("\(Service.backendTypeKey)"),
            wasPods
                ? "is no longer \"eni\", but the Service is a backend of \(users.list)"
                : "becomes \"eni\", but the Service is a backend of \(users.list)",
            value: annotation,
            effect: "the server group keeps the kind of servers it was created with, and updates of it fail",
            fix: "create a second Service and point the Ingress to it"
        )
    }

    private static func add(
        typeOf old: Service,
        _ new: Service,
        _ review: ObjectReview<Service>,
        _ findings: inout FindingCollector
    ) {
        let users = ServiceUsers(review)
        guard !users.isEmpty else { return }
        let cannotWork = new.type == "ClusterIP"
        findings.add(
            FieldPath("spec", "type"),
            "changes from \(old.type.clipped) to \(new.type.clipped), but the Service is a backend of \(users.list)",
            value: new.type,
            effect: cannotWork
                ? "with Flannel an ALB reaches Pods only through node ports"
                : "the server group keeps the kind of servers it was created with",
            fix: "create a second Service and point the Ingress to it",
            severity: cannotWork ? .warnStrictlyDeny : .warn
        )
    }
}
