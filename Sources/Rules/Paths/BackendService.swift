import ALBController
import Admission
import Kubernetes

/// A server group is made for a Service port; a port that the Service lacks fails the whole group.
struct BackendService: Rule {
    static let description = RuleDescription(
        id: "ALB409",
        name: "backend-service",
        summary: "The backend Service must exist in the namespace of the Ingress and have the port.",
        severity: .deny,
        kinds: [.ingress],
        needs: [.service],
        effect: "A port that the Service does not have fails with \"unable to find port\" and stops the whole ALB; a "
            + "Service that does not exist makes an empty server group, so requests get 503 (only a warning, it may "
            + "arrive later).",
        example: "backend: {service: {name: web, port: {number: 8080}}}   # the Service has port 80",
        fix: "Use a number of spec.ports[].port of the Service, not its targetPort or nodePort.",
        sources: [PublicSource.backends, PublicSource.faq]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard review.snapshot.knows(.service) else { return }
        var missing: Set<String> = []
        for reference in review.model.backends {
            guard let service = review.model.service(reference.service) else {
                guard missing.insert(reference.service).inserted else { continue }
                addMissing(reference, review, &findings)
                continue
            }
            guard case .number(let number) = reference.port else { continue }
            check(reference, number, service, review, &findings)
        }
    }

    private static func addMissing(
        _ reference: BackendReference,
        _ review: IngressReview,
        _ findings: inout FindingCollector
    ) {
        let namespace = review.object.metadata.namespace
        findings.advise(
            reference.nameField,
            "Service \"\(reference.service.clipped)\" does not exist in namespace \"\(namespace.clipped)\"",
            value: reference.service,
            effect: "requests get 503 until it does",
            fix: "create the Service, or correct the name"
        )
    }

    private static func check(
        _ reference: BackendReference,
        _ number: Int,
        _ service: Service,
        _ review: IngressReview,
        _ findings: inout FindingCollector
    ) {
        let name = reference.service.clipped
        guard service.ports.contains(where: { $0.port == number }) else {
            let isBuilt = review.model.makesServerGroup(of: reference)
            let isExternal = service.type == "ExternalName"
            findings.add(
                isExternal ? reference.nameField : reference.portField,
                isExternal
                    ? "Service \"\(name)\" is an ExternalName without port \(number)"
                    : "Service \"\(name)\" has no port \(number)",
                value: reference.value,
                effect: GroupFailure.effect(if: isBuilt) + " (\"unable to find port \(number)\")",
                fix: Fix(isExternal ? "use a Service with Pods" : fix(service)),
                severity: isBuilt ? .deny : .warn
            )
            return
        }
        guard service.type == "ExternalName" else { return }
        findings.add(
            reference.nameField,
            "Service \"\(name)\" is an ExternalName, which has no endpoints",
            value: reference.value,
            effect: "the controller finds no backend for it",
            fix: "use a Service with Pods",
            severity: .warn
        )
    }

    private static func fix(_ service: Service) -> String {
        let ports = service.ports.prefix(5).map { port in
            port.name.isEmpty ? "\(port.port)" : "\(port.port) (\(port.name.clipped))"
        }
        guard !ports.isEmpty else { return "give the Service that port" }
        let list = ports.joined(separator: ", ") + (service.ports.count > 5 ? ", ..." : "")
        return "use a port of the Service (not a targetPort or nodePort): \(list)"
    }
}
