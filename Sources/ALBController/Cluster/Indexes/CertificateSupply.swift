import Kubernetes

/// What certificates an Ingress brings for its listeners of one protocol.
///
/// Secrets, or hosts for which the controller looks in Certificate Management Service. Source: `run` in
/// `pkg/controller/ingress/reconcile/builder/albconfig_manager/model_builder.go` of
/// alibaba/alibaba-load-balancer-controller; the oldest controller reads no Secret and looks for every host.
struct CertificateSupply {
    var hasSecret: Bool
    var hasHosts: Bool

    /// Whether `spec.tls` names hosts without a Secret.
    var discovers: Bool

    var isEmpty: Bool { !hasSecret && !hasHosts }

    /// One byte of all this, for keys.
    var code: UInt8 { (hasSecret ? 1 : 0) | (hasHosts ? 2 : 0) | (discovers ? 4 : 0) }
    static let codes: ClosedRange<UInt8> = 1...7

    init(_ ingress: Ingress, _ listenerProtocol: ListenerProtocol, _ profile: ControllerProfile) {
        let isOldest = profile == .legacy
        hasSecret = !isOldest && ingress.tls.contains { !$0.secretName.isEmpty }
        discovers = ingress.tls.contains { $0.secretName.isEmpty && !$0.hosts.isEmpty }
        let entries = ingress.tls.filter { isOldest || $0.secretName.isEmpty }
        var covered: Set<String> = [""]
        if !isOldest {
            for entry in ingress.tls where !entry.secretName.isEmpty { covered.formUnion(entry.hosts) }
        }
        let tlsHosts = Set(ingress.tls.flatMap(\.hosts))
        let takesAll = isOldest || (listenerProtocol == .https && ingress.tls.isEmpty)
        hasHosts =
            entries.contains { $0.hosts.contains { !covered.contains($0) } }
            || ingress.rules.contains { (takesAll || tlsHosts.contains($0.host)) && !covered.contains($0.host) }
    }
}
