import ALBController
import Kubernetes

/// The facts about an Ingress that decide which listen-ports it gets.
struct ListenPortsCase {
    let isCanary: Bool
    let isGRPC: Bool
    let redirects: Bool
    let hasTLS: Bool
    let tlsHosts: Set<String>
    /// Some rule host is not literally among the TLS hosts.
    let hasPlainHosts: Bool
    /// No rule host is literally among the TLS hosts, but each is covered by a wildcard there.
    let isOnlyWildcardCovered: Bool
    /// Whether the AlbConfig could be read, or the controller creates listeners anyway.
    let listenersAreKnown: Bool
    let has80: Bool
    let has443: Bool
    let has443WithCertificate: Bool
    /// Every `tls` entry's Secret is there with both keys, or the 443 listener has a certificate.
    let certificateIsCertain: Bool

    init(_ ingress: Ingress, context: ReviewContext) {
        let annotations = ingress.metadata.annotations
        isCanary = CanarySettings(annotations).isCanary
        isGRPC = annotations[AnnotationKey.backendProtocol] == "grpc"
        redirects = annotations.redirects
        hasTLS = !ingress.tls.isEmpty
        let tls = Set(ingress.tls.flatMap(\.hosts).filter { !$0.isEmpty })
        tlsHosts = tls
        let hosts = ingress.rules.map(\.host).filter { !$0.isEmpty }
        hasPlainHosts = hosts.contains { !tls.contains($0) }
        isOnlyWildcardCovered =
            !tls.isEmpty && !hosts.isEmpty
            && hosts.allSatisfy { host in !tls.contains(host) && tls.contains(TLSHost.wildcard(for: host)) }
        let binding = context.resolver.binding(of: ingress)
        let config = binding.albConfigName.flatMap {
            context.resolver.albConfig(named: $0, for: ingress.metadata.namespace)
        }
        let isAssumed = context.profile.createsListeners || config == nil
        listenersAreKnown = config != nil || context.profile.createsListeners
        has80 = isAssumed || config?.listener(.http80) != nil
        has443 = isAssumed || config?.listener(.https443) != nil
        has443WithCertificate = config?.listener(.https443)?.hasCertificate ?? false
        let namespace = ingress.metadata.namespace
        let secretsAreThere = ingress.tls.allSatisfy { entry in
            context.snapshot.secrets[ObjectName(namespace, entry.secretName)]?.hasTLSPair ?? false
        }
        certificateIsCertain = has443WithCertificate || (hasTLS && secretsAreThere)
    }
}
