import ALBController
import Admission
import Kubernetes

/// The ALB Ingresses whose rules point to a Service.
struct ServiceUsers {
    let names: ObjectNames

    init(_ review: ObjectReview<Service>) {
        names = review.context.resolver.users(ofService: Self.name(review))
    }

    static func name(_ review: ObjectReview<Service>) -> ObjectName {
        let metadata = review.object.metadata
        return ObjectName(metadata.namespace.isEmpty ? review.context.namespace : metadata.namespace, metadata.name)
    }

    var isEmpty: Bool { names.isEmpty }

    /// For messages: `Ingress default/a`.
    var list: String { names.ingressList }
}
