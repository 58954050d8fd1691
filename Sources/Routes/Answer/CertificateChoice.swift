import ALBController
import Certificates
import Kubernetes

/// Which of a listener's certificates a client gets that names a host: one for the very host, then one for a wildcard
/// above it, then the default one.
struct CertificateChoice {
    private let snapshot: ClusterSnapshot
    private let host: String
    /// Secrets that Ingresses name for the host, which tells more than nothing where a Secret itself is not known.
    private let claimed: Set<ObjectName>

    init(_ snapshot: ClusterSnapshot, host: String, _ members: [IngressFacts]) {
        self.snapshot = snapshot
        self.host = host
        var claimed: Set<ObjectName> = []
        let wildcard = TLSHost.wildcard(for: host)
        for ingress in members.lazy.map(\.ingress) {
            for entry in ingress.tls where entry.hosts.contains(where: { [host, wildcard].contains($0.lowercased()) }) {
                claimed.insert(ObjectName(ingress.metadata.namespace, entry.secretName))
            }
        }
        self.claimed = claimed
    }

    func choose(_ certificates: [ListenerCertificate]) -> ServedCertificate {
        guard let first = certificates.first else { return ServedCertificate(source: .none) }
        var wildcard: ServedCertificate?
        var likely: ServedCertificate?
        var unknown: ServedCertificate?
        for certificate in certificates {
            switch certificate.source {
            case .fixed(let id): unknown = unknown ?? ServedCertificate(source: .fixed(id: id))
            case .discovered(let hosts):
                guard hosts.contains(where: { $0.lowercased() == host }) else { continue }
                return ServedCertificate(source: .discovered)
            case .secret(let name):
                guard let names = names(of: name) else {
                    if claimed.contains(name) { likely = likely ?? ServedCertificate(source: .secret(name)) }
                    unknown = unknown ?? ServedCertificate(source: .secret(name))
                    continue
                }
                let served = ServedCertificate(source: .secret(name), covers: true, names: names.names)
                if names.names.contains(where: { $0.lowercased() == host }) { return served }
                if names.covers(host) { wildcard = wildcard ?? served }
            }
        }
        return wildcard ?? likely ?? unknown ?? standard(certificates.first { $0.isDefault } ?? first)
    }

    private func standard(_ certificate: ListenerCertificate) -> ServedCertificate {
        switch certificate.source {
        case .fixed(let id): ServedCertificate(source: .fixed(id: id), isDefault: true)
        case .discovered: ServedCertificate(source: .discovered, covers: false, isDefault: true)
        case .secret(let name):
            ServedCertificate(
                source: .secret(name),
                covers: false,
                names: names(of: name)?.names ?? [],
                isDefault: true
            )
        }
    }

    /// Nil when the Secret is not there, or holds no certificate.
    private func names(of name: ObjectName) -> CertificateNames? {
        guard let pem = snapshot.secrets[name]?.value("tls.crt"), let chain = try? Certificate.all(pem: pem),
            let leaf = chain.first
        else { return nil }
        let names = leaf.dnsNames
        return CertificateNames(names.isEmpty ? [leaf.commonName].compactMap(\.self) : names)
    }
}
