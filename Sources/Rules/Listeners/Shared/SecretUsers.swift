import ALBController
import Admission
import Kubernetes

/// The ALB Ingresses that name a Secret in `spec.tls`, up to a number that a review can afford.
struct SecretUsers {
    private static let limit = 64

    let secret: ObjectName
    let ingresses: [Ingress]

    init(of metadata: ObjectMeta, _ context: ReviewContext) {
        let namespace = metadata.namespace.isEmpty ? context.namespace : metadata.namespace
        secret = ObjectName(namespace, metadata.name)
        guard context.profile != .legacy else {
            ingresses = []
            return
        }
        let names = context.snapshot.indexes.ingressesBySecret[secret] ?? []
        ingresses = names.prefix(Self.limit).compactMap { context.snapshot.ingresses[$0] }
            .filter { !$0.metadata.isTerminating && context.resolver.binding(of: $0).isALB }
    }

    var names: NameList { NameList(ingresses.map { ObjectName($0.metadata) }) }
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
