import ALBController
import Admission
import Kubernetes

/// Where the certificates of a listener come from, as far as one Ingress provides them.
///
/// Source: `run` in `pkg/controller/ingress/reconcile/builder/albconfig_manager/model_builder.go` of
/// alibaba/alibaba-load-balancer-controller. Certificates in the AlbConfig turn discovery by host off.
struct CertificateSources {
    var hasSecret: Bool
    /// Hosts for which the controller looks in Certificate Management Service.
    var hosts: [String]

    init(_ ingress: Ingress, _ listenerProtocol: ListenerProtocol, _ profile: ControllerProfile) {
        let tlsHosts = Set(ingress.tls.flatMap(\.hosts))
        // The oldest controller reads no Secret and knows all hosts.
        let isOldest = profile == .legacy
        let entries = ingress.tls.filter { isOldest || $0.secretName.isEmpty }
        let secretHosts = isOldest ? [] : Set(ingress.tls.filter { !$0.secretName.isEmpty }.flatMap(\.hosts))
        hasSecret = !isOldest && entries.count < ingress.tls.count
        let takesAll = isOldest || (listenerProtocol == .https && ingress.tls.isEmpty)
        let ruleHosts = ingress.rules.map(\.host).filter { takesAll || tlsHosts.contains($0) }
        var seen = secretHosts.union([""])
        hosts = (entries.flatMap(\.hosts) + ruleHosts).filter { seen.insert($0).inserted }
    }

    var isEmpty: Bool { !hasSecret && hosts.isEmpty }
}

extension IngressReview {
    /// The listeners of this Ingress that need a certificate and get none from the AlbConfig, as far as that is known.
    var listenersWithoutFixedCertificate: [ListenerKey] {
        guard let albConfig, let listeners else { return [] }
        let declared = Dictionary(
            albConfig.listeners.compactMap { listener in listener.key.map { ($0, listener.hasCertificate) } }
        ) { first, _ in first }
        return listeners.listeners.filter { key in
            guard key.listenerProtocol != .http else { return false }
            return declared[key].map { !$0 } ?? profile.createsListeners
        }
    }

    /// The same without those for which this Ingress, or a neighbour on the same listener, brings a certificate.
    var listenersWithoutCertificate: [ListenerKey] {
        let providing = ListenerProtocol.allCases.filter {
            !CertificateSources(object, $0, profile).isEmpty
        }
        let missing = listenersWithoutFixedCertificate.filter { !providing.contains($0.listenerProtocol) }
        guard !missing.isEmpty else { return [] }
        var provided: Set<ListenerKey> = []
        for neighbour in neighbours {
            let theirs = ListenerProtocol.allCases.filter {
                !CertificateSources(neighbour, $0, profile).isEmpty
            }
            let keys = EffectiveListeners(neighbour, profile: profile)?.listeners ?? []
            provided.formUnion(keys.filter { theirs.contains($0.listenerProtocol) })
        }
        return missing.filter { !provided.contains($0) }
    }
}
