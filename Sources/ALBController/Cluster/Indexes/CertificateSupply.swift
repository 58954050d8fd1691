import Kubernetes

/// What certificates an Ingress brings for its listeners of one protocol.
///
/// What is kept of a ``CertificateClaim`` in an index.
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
        let claim = CertificateClaim(ingress, on: listenerProtocol, profile: profile)
        hasSecret = !claim.secrets.isEmpty
        hasHosts = !claim.hosts.isEmpty
        discovers = ingress.tls.contains { $0.secretName.isEmpty && !$0.hosts.isEmpty }
    }
}
