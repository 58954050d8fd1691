import Kubernetes

extension IngressModel {
    /// What the Ingress wants served on a listener.
    package func certificateClaim(on listenerProtocol: ListenerProtocol) -> CertificateClaim {
        // The protocol makes a difference where `spec.tls` is empty.
        ingress.tls.isEmpty
            ? CertificateClaim(ingress, on: listenerProtocol, profile: profile) : certificateClaimOfTLS
    }

    /// The listeners of this Ingress that need a certificate and get none from the AlbConfig, as far as that is known.
    package var listenersWithoutFixedCertificate: [ListenerKey] {
        guard albConfig != nil, let listeners = facts.listeners else { return [] }
        return listeners.listeners.filter { key in
            guard key.listenerProtocol != .http else { return false }
            return declared[key].map { !$0.hasCertificate } ?? profile.createsListeners
        }
    }

    /// The same without those for which this Ingress, or another one on the listener, brings a certificate.
    package var listenersWithoutCertificate: [ListenerKey] {
        listenersWithoutFixedCertificate.filter { key in
            guard certificateClaim(on: key.listenerProtocol).isEmpty else { return false }
            return neighbours?.certificateProviders(for: key).isEmpty ?? true
        }
    }

    /// Whether the controller reads the Secrets in `spec.tls`: only for a listener that needs a certificate.
    package var readsSecrets: Bool {
        profile != .legacy && facts.listeners?.listeners.contains { $0.listenerProtocol != .http } == true
    }
}
