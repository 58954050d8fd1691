import ALBController
import Admission
import Kubernetes

/// The ALB Ingresses that name a Secret in `spec.tls`.
struct SecretUsers {
    let secret: ObjectName
    let names: ObjectNames
    private let resolver: ClassResolver

    init(of metadata: ObjectMeta, _ context: ReviewContext) {
        let namespace = metadata.namespace.isEmpty ? context.namespace : metadata.namespace
        secret = ObjectName(namespace, metadata.name)
        resolver = context.resolver
        names = resolver.users(ofSecret: secret)
    }

    var isEmpty: Bool { names.isEmpty }

    /// For messages: `Ingress default/a`.
    var list: NameList { NameList(names) }

    /// The hosts that the Secret is for, each with the first Ingress that says so, up to a number of hosts.
    var hosts: [(host: String, user: ObjectName)] {
        resolver.hosts(ofSecret: secret).hosts.compactMap { host in host.users.first.map { (host.host, $0) } }
    }
}

extension IngressReview {
    /// The Secrets that the controller will read for this Ingress, and what the snapshot has of them.
    var readSecrets: [(use: TLSSecretUse, secret: Secret)] {
        guard model.readsSecrets, snapshot.knows(.secret) else { return [] }
        return TLSSecretUse.all(in: object).prefix(64).compactMap { use in
            snapshot.secrets[ObjectName(object.metadata.namespace, use.name)].map { (use, $0) }
        }
    }
}
