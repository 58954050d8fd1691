import ALBController
import Admission
import Kubernetes

/// The ALB Ingresses whose rules point to a Service; at most 64 Ingresses are looked at.
struct ServiceUsers {
    private(set) var ingresses: [(name: ObjectName, ingress: Ingress)] = []

    init(_ review: ObjectReview<Service>) {
        let metadata = review.object.metadata
        let namespace = metadata.namespace.isEmpty ? review.context.namespace : metadata.namespace
        let names = review.snapshot.indexes.ingressesByService[ObjectName(namespace, metadata.name)] ?? []
        for name in names.prefix(64) {
            guard let ingress = review.snapshot.ingresses[name], !ingress.metadata.isTerminating,
                review.context.resolver.binding(of: ingress).isALB
            else { continue }
            ingresses.append((name, ingress))
        }
    }

    var isEmpty: Bool { ingresses.isEmpty }

    /// For messages: `Ingress default/a`.
    var list: String { ingresses.map(\.name).ingressList }
}
