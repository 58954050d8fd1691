import Kubernetes

/// What an Ingress brings for its listeners of one protocol, in one byte of a key.
struct CertificateSupply: OptionSet {
    let rawValue: UInt8

    static let secret = CertificateSupply(rawValue: 1)
    /// Hosts for which the controller looks in Certificate Management Service.
    static let hosts = CertificateSupply(rawValue: 2)
    /// `spec.tls` names hosts without a Secret.
    static let openEntry = CertificateSupply(rawValue: 4)

    static let all: [CertificateSupply] = (1...7).map(CertificateSupply.init)
}

extension CertificateSupply {
    init(_ ingress: Ingress, _ listenerProtocol: ListenerProtocol, _ profile: ControllerProfile) {
        let claim = CertificateClaim(ingress, on: listenerProtocol, profile: profile)
        self = []
        if !claim.secrets.isEmpty { insert(.secret) }
        if !claim.hosts.isEmpty { insert(.hosts) }
        if ingress.tls.contains(where: { $0.secretName.isEmpty && !$0.hosts.isEmpty }) { insert(.openEntry) }
    }
}
