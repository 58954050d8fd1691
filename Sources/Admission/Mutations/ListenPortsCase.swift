import ALBController
import Kubernetes

/// The facts about an Ingress that decide which listen-ports it gets, each worked out when it is first asked for.
final class ListenPortsCase {
    private let ingress: Ingress
    private let context: ReviewContext
    /// Of the listeners, once the Ingress has its class.
    private let binding: IngressBinding

    private(set) lazy var isCanary = CanarySettings.isCanary(annotations)
    private(set) lazy var isGRPC = annotations[AnnotationKey.backendProtocol] == "grpc"
    private(set) lazy var redirects = annotations.redirects
    private(set) lazy var tlsHosts = TLSHosts(ingress)
    private lazy var hosts = ingress.rules.lazy.map(\.host).filter { !$0.isEmpty }

    private lazy var albConfig = binding.albConfigName.flatMap {
        context.resolver.albConfig(named: $0, for: ingress.metadata.namespace)
    }

    init(_ ingress: Ingress, _ binding: IngressBinding, context: ReviewContext) {
        self.ingress = ingress
        self.binding = binding
        self.context = context
    }

    private var annotations: Annotations { ingress.metadata.annotations }

    var hasTLS: Bool { !ingress.tls.isEmpty }

    /// Some rule host is not literally among the TLS hosts.
    var hasPlainHosts: Bool { hosts.contains { !tlsHosts.contains($0) } }

    /// No rule host is literally among the TLS hosts, but each is covered by a wildcard there.
    var isOnlyWildcardCovered: Bool {
        !tlsHosts.isEmpty && !hosts.isEmpty
            && hosts.allSatisfy { !tlsHosts.contains($0) && tlsHosts.covers($0) }
    }

    /// Whether the AlbConfig could be read, or the controller creates listeners anyway.
    var listenersAreKnown: Bool { albConfig != nil || context.profile.createsListeners }

    var has80: Bool { has(.http80) }
    var has443: Bool { has(.https443) }

    private func has(_ key: ListenerKey) -> Bool {
        guard !context.profile.createsListeners, let albConfig else { return true }
        return albConfig.listener(key) != nil
    }

    var has443WithCertificate: Bool { albConfig?.listener(.https443)?.hasCertificate ?? false }

    /// Every `tls` entry's Secret is there with both keys, or the 443 listener has a certificate.
    var certificateIsCertain: Bool {
        has443WithCertificate
            || hasTLS
                && ingress.tls.allSatisfy { entry in
                    context.snapshot.secrets[ObjectName(ingress.metadata.namespace, entry.secretName)]?.hasTLSPair
                        ?? false
                }
    }
}
