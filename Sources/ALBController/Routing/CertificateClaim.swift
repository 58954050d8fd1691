package import Kubernetes

/// What one Ingress wants served on a listener: the Secrets it names, and the hosts it has no Secret for.
///
/// Source: `run` in `model_builder.go` of alibaba/alibaba-load-balancer-controller. The oldest controller reads no
/// Secret and looks for a certificate for every host.
package struct CertificateClaim {
    /// Entries of `spec.tls` with a Secret, the first of each.
    package private(set) var secrets: [(name: ObjectName, entry: IngressTLS)] = []
    /// Hosts in entries with a Secret.
    private(set) var covered: Set<String> = []
    /// Hosts without one, in the order written, each once; an empty one in `spec.tls` is looked for like others.
    package private(set) var openHosts: [String] = []

    package init(_ ingress: Ingress, on listenerProtocol: ListenerProtocol, profile: ControllerProfile) {
        let isOldest = profile == .legacy
        var tlsHosts: Set<String> = []
        var seen: Set<String> = []
        var open: [String] = []
        var seenSecrets: Set<String> = []
        for entry in ingress.tls {
            tlsHosts.formUnion(entry.hosts)
            if isOldest || entry.secretName.isEmpty {
                open += entry.hosts.filter { seen.insert($0).inserted }
                continue
            }
            covered.formUnion(entry.hosts)
            if seenSecrets.insert(entry.secretName).inserted {
                secrets.append((ObjectName(ingress.metadata.namespace, entry.secretName), entry))
            }
        }
        let takesAll = isOldest || (listenerProtocol == .https && ingress.tls.isEmpty)
        for rule in ingress.rules where !rule.host.isEmpty && (takesAll || tlsHosts.contains(rule.host)) {
            if seen.insert(rule.host).inserted { open.append(rule.host) }
        }
        openHosts = covered.isEmpty ? open : open.filter { !covered.contains($0) }
    }

    package var hosts: [String] { openHosts.filter { !$0.isEmpty } }

    /// Nothing that could become a certificate.
    package var isEmpty: Bool { secrets.isEmpty && hosts.isEmpty }
}
