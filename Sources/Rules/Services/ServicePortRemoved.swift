import ALBController
import Admission
import Kubernetes

/// An Ingress names the port of a Service; without it the server group gets no servers any more.
struct ServicePortRemoved: Rule {
    static let description = RuleDescription(
        id: "ALB802",
        name: "service-port-removed",
        summary: "A port that an Ingress uses should not disappear from its Service.",
        severity: .warn,
        kinds: [.service],
        operations: [.update],
        needs: [.ingress],
        effect:
            "The controller stops with \"unable to find port\": backends are no longer updated, and a new server group "
            + "cannot be created.",
        example: "spec: {ports: [{port: 8080}]}   # was 80, and an Ingress points to 80",
        fix: "Keep the old port until the Ingresses point to the new one.",
        sources: [PublicSource.backends]
    )

    static func check(_ review: ObjectReview<Service>, _ findings: inout FindingCollector) {
        guard let old = review.old else { return }
        let numbers = Set(old.ports.map(\.port)).subtracting(review.object.ports.map(\.port))
        let names = Set(old.ports.map(\.name)).subtracting(review.object.ports.map(\.name)).subtracting([""])
        guard !numbers.isEmpty || !names.isEmpty else { return }
        let uses = uses(review)
        for port in old.ports.map({ IngressBackendPort.number($0.port) }) + old.ports.map({ .name($0.name) }) {
            let text: String
            switch port {
            case .number(let number) where numbers.contains(number): text = String(number)
            case .name(let name) where names.contains(name): text = "\"\(name)\""
            default: continue
            }
            guard let users = uses[port] else { continue }
            findings.add(
                FieldPath("spec", "ports"),
                "port \(text) is removed, but used by \(users.ingressList)",
                value: text,
                effect: "the controller stops with \"unable to find port\" and no longer updates the backends",
                fix: "keep the port until the Ingresses point to another one"
            )
        }
    }

    private static func uses(_ review: ObjectReview<Service>) -> [IngressBackendPort: ObjectNames] {
        let users = review.context.resolver.portUsers(ofService: ServiceUsers.name(review))
        return Dictionary(users.ports.map { ($0.port, $0.users) }) { first, _ in first }
    }
}
