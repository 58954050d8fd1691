import ALBController
import Admission
import JSON
import Kubernetes

/// With `spec.tls` go the certificate and, where no annotation says otherwise, the port.
struct TLSRemoved: Rule {
    static let description = RuleDescription(
        id: "ALB217",
        name: "tls-removed",
        summary: "An update should not take spec.tls away from an Ingress that is served by HTTPS.",
        severity: SeverityTable(ack: .warn, lbc: .warn, legacy: .warn),
        kinds: [.ingress],
        operations: [.update],
        effect: "Without listen-ports the hosts move from 443 to 80, in clear text; with an HTTPS port there the "
            + "listener loses the certificate of the Secret.",
        example: "spec: {rules: [...]}   # was spec: {tls: [...], rules: [...]}",
        fix: "Keep spec.tls, or name the HTTPS port in listen-ports and give the listener a certificate.",
        sources: [PublicSource.model, PublicSource.certificateModel]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard review.operation == .update, review.object.tls.isEmpty,
            let tls = review.oldValue?["spec"]?["tls"], tls.kind == .array, tls.count > 0,
            let old = review.old, let before = EffectiveListeners(old, profile: review.profile),
            let after = review.listeners, before.listeners.contains(where: isSecure)
        else { return }
        let hosts = NameList(Set(old.tls.flatMap(\.hosts)).subtracting([""]).sorted())
        let secrets = Set(old.tls.map(\.secretName)).subtracting([""]).sorted()
        let isServed = after.listeners.contains(where: isSecure)
        guard !isServed || !secrets.isEmpty else { return }
        findings.add(
            FieldPath("spec", "tls"),
            "the update takes it away",
            value: "\(hosts) \(NameList(secrets))",
            effect: isServed
                ? "HTTPS goes on without the certificate of Secret \(NameList(secrets)), with what the AlbConfig or "
                    + "Certificate Management Service has"
                : "HTTPS is no longer served for \(hosts), and all requests come by HTTP",
            fix: isServed
                ? "put spec.tls back, or make sure that the listener has a certificate for the hosts"
                : "put spec.tls back, or name an HTTPS port in listen-ports"
        )
    }

    private static func isSecure(_ key: ListenerKey) -> Bool { key.listenerProtocol != .http }
}
