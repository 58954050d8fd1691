import ALBController
import Admission
import Kubernetes

/// The controller names a server group after namespace, Service and port.
struct ServerGroupName: Rule {
    static let description = RuleDescription(
        id: "ALB416",
        name: "server-group-name",
        summary:
            "Namespace, Service and port together must be a name for a server group: a letter first, 128 characters.",
        severity: SeverityTable(ack: .warn, lbc: .warn, legacy: .warn, strict: .deny),
        kinds: [.ingress],
        effect:
            "ALB refuses the server group (\"The param of ServerGroupName is illegal\"), and updates of the ALB stop.",
        example: "Service web in namespace 2024-shop",
        fix: "Use a namespace that begins with a letter, and shorter names.",
        sources: [PublicSource.serverGroupModel, PublicSource.doctor, PublicSource.createServerGroup]
    )

    private static let longest = 128

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        let namespace = review.object.metadata.namespace
        let startsWithDigit = namespace.utf8.first.map { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") } ?? false
        // A namespace has 63 characters at most and a Service too, a port five.
        guard startsWithDigit || namespace.utf8.count > longest - 70 else { return }
        for reference in review.model.backends {
            let name = "\(namespace)-\(reference.value.replacing(":", with: "-"))"
            guard startsWithDigit || name.utf8.count > longest else { continue }
            findings.add(
                reference.nameField,
                startsWithDigit
                    ? "the server group would be called \"\(name.clipped)\", which does not begin with a letter"
                    : "the server group would have a name of \(name.utf8.count) characters, at most \(longest) are taken",
                value: name,
                effect: "ALB may refuse it (\"The param of ServerGroupName is illegal\")",
                fix: startsWithDigit
                    ? "use a namespace that begins with a letter" : "use a shorter namespace or Service name"
            )
            if startsWithDigit { return }
        }
    }
}
