import ALBController
import Admission
import Kubernetes

/// The precise place to enforce the prefix for Services and Namespaces: where an ALB Ingress uses them.
struct IngressUsesReservedName: Rule {
    static let description = RuleDescription(
        id: "ALB105",
        name: "ingress-uses-reserved-name",
        summary: "An ALB Ingress must not use a Service or Namespace whose name starts with \"aliyun\".",
        severity: SeverityTable(ack: .deny, lbc: .warn, legacy: .deny),
        kinds: [.ingress],
        effect: "ALB cannot tag the server group, and all Ingresses on this ALB stop updating.",
        example: "backend: {service: {name: aliyun-web, port: {number: 80}}}",
        fix: "Expose the Pods through a Service with another name.",
        sources: [PublicSource.quickStart]
    )

    private static let effect = "ALB cannot tag its server group, and all Ingresses on this ALB stop updating"

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        let namespace = review.object.metadata.namespace
        if ReservedName.isReserved(namespace) {
            findings.add(
                FieldPath("metadata", "namespace"),
                "Namespace \"\(namespace.clipped)\" starts with \"\(ReservedName.prefix)\"",
                value: namespace,
                effect: effect,
                fix: "create the Ingress in a Namespace with another name"
            )
        }
        if review.object.traits.contains(.reservedServiceName) {
            for path in review.object.paths { check(path.backend, at: path.field.key("backend"), &findings) }
        }
        check(review.object.defaultBackend, at: review.object.defaultBackendField, &findings)
    }

    private static func check(
        _ backend: IngressBackend?,
        at field: @autoclosure () -> FieldPath,
        _ findings: inout FindingCollector
    ) {
        guard let backend, ReservedName.isReserved(backend.serviceName) else { return }
        let name = backend.serviceName
        findings.add(
            backend.nameField(in: field()),
            "Service \"\(name.clipped)\" starts with \"\(ReservedName.prefix)\"",
            value: name,
            effect: effect,
            fix: "expose the Pods through a Service with another name"
        )
    }
}
