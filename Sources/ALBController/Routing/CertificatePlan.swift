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
        var hosts: Set<String> = []
        for member in members {
            let claim = CertificateClaim(member.ingress, on: key.listenerProtocol, profile: member.profile)
            for (name, entry) in claim.secrets {
                if seen.insert(name).inserted { secrets.append(name) }
                if snapshot.knows(.secret), snapshot.secrets[name] == nil {
                    let field = entry.field.key("secretName")
                    problems.append(GroupProblem(.missingSecret(name), .groupFails, of: member.name, at: field))
                }
            }
            covered.formUnion(claim.covered)
            hosts.formUnion(claim.openHosts)
        }
        hosts.subtract(covered)
        var certificates = own
        if own.isEmpty, !hosts.isEmpty {
            certificates = [ListenerCertificate(source: .discovered(hosts: hosts.sorted()), isDefault: false)]
        }
        certificates += secrets.map { ListenerCertificate(source: .secret($0), isDefault: false) }
        if !certificates.isEmpty { certificates[0].isDefault = true }
        return certificates
    }
}
