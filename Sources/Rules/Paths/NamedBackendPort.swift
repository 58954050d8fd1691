import ALBController
import Admission
import Kubernetes

/// Only the number of a backend port is read; any name but `use-annotation` is port 0.
struct NamedBackendPort: Rule {
    static let description = RuleDescription(
        id: "ALB412",
        name: "named-backend-port",
        summary: "A backend port must be a number, or the name use-annotation.",
        severity: SeverityTable(ack: .warn, lbc: .deny, legacy: .deny),
        kinds: [.ingress],
        effect:
            "The open controllers read port 0 and fail with \"unable to find port 0\" as soon as the Service exists, "
            + "which stops every Ingress on the ALB.",
        example: "backend: {service: {name: web, port: {name: http}}}",
        fix: "Write the port number of the Service.",
        sources: [PublicSource.rules, PublicSource.backends]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard hasUnnumberedPort(review) else { return }
        for reference in BackendReference.all(review) {
            let problem: String
            var wanted: String?
            switch reference.port {
            case .number: continue
            case .none: problem = "Service \"\(reference.service.clipped)\" is used without a port number"
            case .name(let name):
                wanted = name
                problem = "named port \"\(name.clipped)\" is not supported by the ALB controller"
            }
            let service = review.service(reference.service)
            // A rule to a Service that is not there gets an empty server group, whatever the port.
            let isKnownMissing = service == nil && review.snapshot.knows(.service)
            findings.add(
                reference.portField,
                problem,
                value: reference.value,
                effect: "the open controllers read port 0 and fail with \"unable to find port 0\"",
                fix: Fix(fix(wanted, service)),
                severity: reference.isBuilt && !isKnownMissing && reference.port != .name("use-annotation")
                    ? nil : .warn
            )
        }
    }

    /// Most Ingresses have numbers only, and no actions that could name a port.
    private static func hasUnnumberedPort(_ review: IngressReview) -> Bool {
        if review.facts.hasActions { return true }
        return review.object.rules.contains { rule in
            rule.paths.contains { path in
                if case .number = path.backend?.port { return false }
                return true
            }
        }
    }

    private static func fix(_ name: String?, _ service: Service?) -> String {
        let ports = service?.ports ?? []
        let match = name.flatMap { name in ports.first { $0.name == name } } ?? (ports.count == 1 ? ports.first : nil)
        return match.map { "use \"number: \($0.port)\"" } ?? "use the port's number, such as \"number: 80\""
    }
}
