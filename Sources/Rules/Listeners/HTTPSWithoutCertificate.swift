import ALBController
import Admission
import Kubernetes

/// Discovery is a documented way to get a certificate, but its failure stops the group and cannot be seen from here.
struct HTTPSWithoutCertificate: Rule {
    /// Discovery is the main mode in ACK, so there only the preset `strict` minds it.
    private static let strictOnly = SeverityTable(ack: .off, lbc: .off, legacy: .off, strict: .warn)

    static let description = RuleDescription(
        id: "ALB312",
        name: "https-without-certificate",
        summary: "An HTTPS listener should get its certificate from a Secret or from the AlbConfig.",
        severity: SeverityTable(ack: .off, lbc: .warn, legacy: .off, strict: .warn),
        kinds: [.ingress],
        needs: [.albConfig],
        effect:
            "The controller looks for a certificate by host in Certificate Management Service and fails with \"none "
            + "certificate found for host\" when there is none; the open controller then updates nothing on the ALB.",
        example: #"listen-ports: '[{"HTTPS": 443}]'   # no spec.tls, no certificates in the AlbConfig"#,
        fix: "Add a secretName to spec.tls, or certificates to the listener in the AlbConfig.",
        sources: [PublicSource.model, PublicSource.certificateDiscovery, PublicSource.certificateGuide]
    )

    static func check(_ review: IngressReview, _ findings: inout FindingCollector) {
        guard let listeners = review.listeners, review.albConfig != nil else { return }
        let discovering = Set(review.model.listenersWithoutFixedCertificate)
        for listenerProtocol in [ListenerProtocol.https, .quic] {
            let hosts = review.model.certificateClaim(on: listenerProtocol).hosts
            guard !hosts.isEmpty else { continue }
            for key in listeners.listeners where key.listenerProtocol == listenerProtocol {
                if discovering.contains(key) {
                    reportDiscovery(key, hosts, review, &findings)
                } else if !review.object.tls.isEmpty {
                    reportFixed(key, hosts, &findings)
                }
            }
        }
    }

    private static func reportDiscovery(
        _ key: ListenerKey,
        _ hosts: [String],
        _ review: IngressReview,
        _ findings: inout FindingCollector
    ) {
        let isOpen = review.profile == .lbc
        findings.add(
            review.origin(of: key).field,
            "listener \(key) has no certificate of its own for \(NameList(hosts))",
            value: "\(key)",
            effect: "unless Certificate Management Service has one for each host, "
                + (isOpen ? "the controller stops updating every Ingress on this ALB" : "HTTPS does not work"),
            fix: "add a secretName to spec.tls, or certificates to the listener in the AlbConfig",
            severity: isOpen ? nil : strictOnly
        )
    }

    private static func reportFixed(_ key: ListenerKey, _ hosts: [String], _ findings: inout FindingCollector) {
        findings.add(
            FieldPath("spec", "tls"),
            "has no Secret for \(NameList(hosts)), and listener \(key) gets its certificates from the AlbConfig",
            value: "\(key)",
            effect: "discovery by host is off for that listener, so only the certificates listed there are served",
            fix: "add a secretName, or make sure that a listed certificate is for these hosts",
            severity: strictOnly
        )
    }
}
