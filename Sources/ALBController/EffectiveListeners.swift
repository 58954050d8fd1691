package import Kubernetes

/// The listeners that an Ingress' rules land on.
///
/// Source: `ComputeIngressListenPorts`, `withTlsRule` and `forceListenIngress` in
/// `pkg/controller/ingress/reconcile/builder/albconfig_manager/` of alibaba/alibaba-load-balancer-controller; the
/// older controller has no placement by host.
package struct EffectiveListeners: Hashable, Sendable {
    package enum Placement: Hashable, Sendable {
        /// Every rule on every listener.
        case everywhere
        /// Hosts named in `spec.tls` on HTTPS only, other named hosts on HTTP only, rules without host on both.
        case byTLSHost
    }

    /// In the order written, or HTTP first; without repetition.
    package var listeners: [ListenerKey]
    package var placement: Placement
    /// Exactly `"true"`: every listener but 443 answers 308 to 443.
    package var redirects: Bool
    /// Whether the annotation was read; else the controller computed the ports.
    package var isDeclared: Bool
    private var tlsHosts: Set<String>

    /// Nil when the annotation is invalid, which fails the whole group.
    package init?(_ ingress: Ingress, profile: ControllerProfile) {
        let listenPorts = ListenPorts(ingress.metadata.annotations[AnnotationKey.listenPorts])
        self.init(ingress, listenPorts, profile: profile)
    }

    /// With the annotation already read.
    package init?(_ ingress: Ingress, _ listenPorts: ListenPorts, profile: ControllerProfile) {
        redirects = ingress.metadata.annotations.redirects
        tlsHosts = []
        placement = .everywhere
        isDeclared = false
        listeners = []
        switch listenPorts {
        case .invalid: return nil
        case .ports(let keys):
            isDeclared = true
            listeners = Self.distinct(keys)
        case .absent:
            for entry in ingress.tls { for host in entry.hosts where !host.isEmpty { tlsHosts.insert(host) } }
            computePorts(ingress, profile: profile)
        }
        if redirects, !listeners.contains(.http80), isDeclared || !tlsHosts.isEmpty {
            listeners.insert(.http80, at: 0)
        }
    }

    private static func distinct(_ keys: [ListenerKey]) -> [ListenerKey] {
        guard keys.count > 2 || keys.count == 2 && keys[0] == keys[1] else { return keys }
        var seen: Set<ListenerKey> = []
        return keys.filter { seen.insert($0).inserted }
    }

    private mutating func computePorts(_ ingress: Ingress, profile: ControllerProfile) {
        guard !tlsHosts.isEmpty else {
            listeners = [.http80]
            return
        }
        listeners = [.https443]
        guard profile != .legacy, !redirects else { return }
        let hasPlainHost = ingress.rules.contains { !$0.host.isEmpty && !tlsHosts.contains($0.host) }
        guard hasPlainHost else { return }
        listeners = [.http80, .https443]
        placement = .byTLSHost
    }

    /// The listeners that rules of `host` (empty: every host) land on.
    package func listeners(forHost host: String) -> [ListenerKey] {
        guard placement == .byTLSHost, !host.isEmpty else { return listeners }
        return listeners.filter { serves(host: host, on: $0) }
    }

    /// Whether rules of `host` (empty: every host) land on one of the ``listeners``; QUIC is never filtered.
    package func serves(host: String, on listener: ListenerKey) -> Bool {
        guard placement == .byTLSHost, !host.isEmpty, listener.listenerProtocol != .quic else { return true }
        return (listener.listenerProtocol == .http) != tlsHosts.contains(host)
    }
}
