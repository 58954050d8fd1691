import ALBController
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

    /// Such as `Ingress default/a uses it`.
    var use: String { Self.use(ingresses.map(\.name)) }

    static func use(_ names: [ObjectName]) -> String {
        let list = names.prefix(3).map(\.description).joined(separator: ", ") + (names.count > 3 ? ", ..." : "")
        return names.count == 1 ? "Ingress \(list) uses it" : "\(names.count) Ingresses use it (\(list))"
    }
}
