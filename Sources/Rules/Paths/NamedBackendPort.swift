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
        stopsALB: true,
        effect:
            "The open controllers read port 0 and fail with \"unable to find port 0\" as soon as the Service exists, "
            + "which stops every Ingress on the ALB.",
        example: "backend: {service: {name: web, port: {name: http}}}",
        fix: "Write the port number of the Service.",
        sources: [PublicSource.rules, PublicSource.backends]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard hasUnnumberedPort(review) else { return }
        var users: [Backend: [IngressPath]]?
        for reference in review.model.backends {
            let problem: String
            switch reference.port {
            case .number: continue
            case .none: problem = "Service \"\(reference.service.clipped)\" is used without a port number"
            case .name("use-annotation") where !review.facts.makesRules:
                problem = "the port use-annotation is read as a named port, for a canary by weight has no actions"
            case .name(let name): problem = "named port \"\(name.clipped)\" is not supported by the ALB controller"
            }
            let service = review.model.service(reference.service)
            if service != nil, users == nil { users = Self.users(review) }
            // A rule to a Service that is not there gets an empty server group, whatever the port.
            let isKnownMissing = service == nil && review.snapshot.knows(.service)
            findings.add(
                reference.portField,
                problem,
                value: reference.value,
                effect: "the open controllers read port 0 and fail with \"unable to find port 0\"",
                fix: fix(reference, service, users?[Backend(service: reference.service, port: reference.port)] ?? []),
                severity: !isKnownMissing && !isPlaceholder(reference, review)
                    && review.model.makesServerGroup(of: reference)
                    ? nil : .warn
            )
        }
    }

    /// The oldest controller fails on them too, but whoever writes them means a newer one.
    private static func isPlaceholder(_ reference: BackendReference, _ review: IngressReview) -> Bool {
        review.profile == .legacy && reference.port == .name("use-annotation")
    }

    /// Most Ingresses have numbers only, and no actions that could name a port.
    private static func hasUnnumberedPort(_ review: IngressReview) -> Bool {
        review.facts.hasActions || review.object.traits.contains(.unnumberedPort)
    }

    /// A Service and one of its ports, as a backend names them.
    private struct Backend: Hashable {
        var service: String
        var port: IngressBackendPort
    }

    private static func users(_ review: IngressReview) -> [Backend: [IngressPath]] {
        var users: [Backend: [IngressPath]] = [:]
        for path in review.object.paths {
            guard let backend = path.backend else { continue }
            if case .number = backend.port { continue }
            users[Backend(service: backend.serviceName, port: backend.port), default: []].append(path)
        }
        return users
    }

    /// All paths at once, because one finding stands for all that use the same port of the same Service.
    private static func fix(_ reference: BackendReference, _ service: Service?, _ paths: [IngressPath]) -> Fix {
        let ports = service?.ports ?? []
        var match: Service.Port?
        switch reference.port {
        case .number: break
        case .none: match = ports.count == 1 ? ports.first : nil
        case .name(let name): match = ports.first { $0.name == name }
        }
        guard let match, match.port > 0, !reference.isAction, !paths.isEmpty else {
            return "write the number of a port of the Service"
        }
        let edits = paths.map { path in
            let isBeta = path.backend?.isBeta ?? false
            return Edit.add(path.servicePortField, json: isBeta ? "\(match.port)" : "{\"number\": \(match.port)}")
        }
        let isBeta = paths.contains { $0.backend?.isBeta ?? false }
        return Fix("write \"\(isBeta ? "servicePort" : "number"): \(match.port)\"", .all(edits))
    }
}
