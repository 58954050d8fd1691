import Kubernetes

/// Which certificates a listener gets once Ingresses use it.
///
/// Those of the AlbConfig, or else what the certificate service has for hosts without Secret, come first, then the
/// Secrets in the order of the group; the first of all is made the default one. Source: `run` in `model_builder.go` of
/// alibaba/alibaba-load-balancer-controller.
struct CertificatePlan {
    private(set) var problems: [GroupProblem] = []
    private let snapshot: ClusterSnapshot

    init(_ snapshot: ClusterSnapshot) {
        self.snapshot = snapshot
    }

    mutating func certificates(
        own: [ListenerCertificate],
        for members: [IngressFacts],
        on key: ListenerKey
    ) -> [ListenerCertificate] {
        guard key.listenerProtocol != .http, !members.isEmpty else { return own }
        var secrets: [ObjectName] = []
        var seen: Set<ObjectName> = []
        var covered: Set<String> = []
        var uncovered: Set<String> = []
        for member in members {
            var tlsHosts: Set<String> = []
            for entry in member.ingress.tls {
                tlsHosts.formUnion(entry.hosts)
                guard !entry.secretName.isEmpty else {
                    uncovered.formUnion(entry.hosts)
                    continue
                }
                let name = ObjectName(member.name.namespace, entry.secretName)
                if seen.insert(name).inserted { secrets.append(name) }
                covered.formUnion(entry.hosts)
                check(name, entry, of: member)
            }
            let everyHost = key.listenerProtocol == .https && member.ingress.tls.isEmpty
            for rule in member.ingress.rules where !rule.host.isEmpty {
                if everyHost || tlsHosts.contains(rule.host) { uncovered.insert(rule.host) }
            }
        }
        let hosts = uncovered.subtracting(covered)
        var certificates = own
        if own.isEmpty, !hosts.isEmpty {
            certificates = [ListenerCertificate(source: .discovered(hosts: hosts.sorted()), isDefault: false)]
        }
        certificates += secrets.map { ListenerCertificate(source: .secret($0), isDefault: false) }
        if !certificates.isEmpty { certificates[0].isDefault = true }
        return certificates
    }

    private mutating func check(_ secret: ObjectName, _ entry: IngressTLS, of member: IngressFacts) {
        guard snapshot.knows(.secret), snapshot.secrets[secret] == nil else { return }
        let field = entry.field.key("secretName")
        problems.append(GroupProblem(.missingSecret(secret), .groupFails, of: member.name, at: field))
    }
}
